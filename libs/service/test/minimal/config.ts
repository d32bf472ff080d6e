import type { EnvReader } from '@kindred/runtime'

import { readServiceConfig, type ServiceConfig } from '../../src/index.js'

export function readThingConfig(env: EnvReader): ServiceConfig {
  const config = readServiceConfig(env, 'thing')
  env.done()
  return config
}
