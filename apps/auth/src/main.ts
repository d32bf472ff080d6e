import { run } from '@kindred/runtime'

import { readConfig } from './config.js'
import { createAuthService } from './service.js'

await run(() => createAuthService(readConfig(process.env)))
