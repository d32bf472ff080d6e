import { run } from '@kindred/runtime'

import { readConfig } from './config.js'
import { createMediaService } from './service.js'

await run(() => createMediaService(readConfig(process.env)))
