import { openEnv, run } from '@kindred/runtime'

import { readThingConfig } from './config.js'
import { createThingService } from './service.js'

await run(() => createThingService(readThingConfig(openEnv(process.env))))
