import { openEnv, readBotSecret } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

export interface SafetyConfig extends ServiceConfig {
  /** The bot's credential, the same as the gateway's. */
  readonly botSecret: string
}

/** Reads BOT_API_SECRET and what every service reads. */
export function readConfig(variables: NodeJS.ProcessEnv): SafetyConfig {
  const env = openEnv(variables)
  const config = { ...readServiceConfig(env, 'safety'), botSecret: readBotSecret(env) }
  env.done()
  return config
}
