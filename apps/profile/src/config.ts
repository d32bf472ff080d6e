import { openEnv } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

export type ProfileConfig = ServiceConfig

/** Throws a ConfigError that lists every fault. */
export function readConfig(env: NodeJS.ProcessEnv): ProfileConfig {
  const reader = openEnv(env)
  const config = readServiceConfig(reader, 'profile')
  reader.done()
  return config
}
