import { openEnv } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

/** Discovery needs nothing beside what every service needs. */
export type Config = ServiceConfig

export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const env = openEnv(environment)
  const config = readServiceConfig(env, 'discovery')
  env.done()
  return config
}
