import { run } from '@kindred/runtime'

import { readConfig } from './config.js'
import { createProfileService } from './service.js'

await run(() => createProfileService(readConfig(process.env)))
