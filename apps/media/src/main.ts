import { openEnv, run } from '@kindred/runtime'

import { readMediaConfig } from './config.js'
import { createMediaService } from './service.js'

await run(() => {
  const env = openEnv(process.env)
  const config = readMediaConfig(env)
  env.done()
  return createMediaService(config)
})
