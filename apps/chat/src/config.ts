import { openEnv } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

export type ChatConfig = ServiceConfig

/** Throws a ConfigError that lists every fault. */
export function readConfig(env: NodeJS.ProcessEnv): ChatConfig {
  const reader = openEnv(env)
  const config = readServiceConfig(reader, 'chat')
  reader.done()
  return config
}
