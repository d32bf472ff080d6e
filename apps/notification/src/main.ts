import { run } from '@kindred/runtime'

import { readConfig } from './config.js'
import { createNotificationService } from './service.js'

await run(() => createNotificationService(readConfig(process.env)))
