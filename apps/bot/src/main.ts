import { run } from '@kindred/runtime'

import { readConfig } from './config.js'
import { createBotService } from './service.js'

await run(() => createBotService(readConfig(process.env)))
