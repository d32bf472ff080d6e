import { run } from '@kindred/runtime'

import { createChatService, readConfig } from './service.js'

await run(() => createChatService(readConfig(process.env)))
