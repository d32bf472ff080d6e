import { run } from '@kindred/runtime'

import { readConfig } from './config.js'
import { createDiscoveryService } from './service.js'

await run(() => createDiscoveryService(readConfig(process.env)))
