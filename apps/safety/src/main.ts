import { run } from '@kindred/runtime'

import { readConfig } from './config.js'
import { createSafetyService } from './service.js'

await run(() => createSafetyService(readConfig(process.env)))
