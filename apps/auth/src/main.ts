import { openEnv, run } from '@kindred/runtime'

import { readAuthConfig } from './config.js'
import { createAuthService } from './service.js'

await run(() => {
  const env = openEnv(process.env)
  const config = readAuthConfig(env)
  env.done()
  return createAuthService(config)
})
