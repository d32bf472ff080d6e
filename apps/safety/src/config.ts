import { openEnv } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

export type SafetyConfig = ServiceConfig

/** Reads what every service reads; a setting of its own is read from the same `env`. */
export function readConfig(variables: NodeJS.ProcessEnv): SafetyConfig {
  const env = openEnv(variables)
  const config = readServiceConfig(env, 'safety')
  env.done()
  return config
}
