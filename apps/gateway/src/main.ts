import { run } from '@kindred/runtime'

import { readConfig } from './config.js'
import { createGatewayService } from './service.js'

await run(() => createGatewayService(readConfig(process.env)))
