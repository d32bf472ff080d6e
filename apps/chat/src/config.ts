import { beginnings } from '@kindred/kernel/marks'
import { openEnv } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

/** What chat needs beside what every service needs. */
export interface ChatConfig extends ServiceConfig {
  /** How many conversations a new account may begin in its first 24 hours; 0 for any number. */
  readonly newConversations: number
}

/** Throws a ConfigError that lists every fault. */
export function readConfig(env: NodeJS.ProcessEnv): ChatConfig {
  const reader = openEnv(env)
  const config = {
    ...readServiceConfig(reader, 'chat'),
    newConversations: reader.number('NEW_CONVERSATIONS_PER_DAY', {
      example: String(beginnings.whileNew),
      default: beginnings.whileNew,
      min: 0,
      max: 1_000_000,
    }),
  }
  reader.done()
  return config
}
