import { openEnv, readBotSecret } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

export interface NotificationConfig extends ServiceConfig {
  /** The bot's credential, the same as the gateway's. */
  readonly botSecret: string
  /** Deliveries that all instances together give out in a second. */
  readonly perSecond: number
}

export function readConfig(variables: NodeJS.ProcessEnv): NotificationConfig {
  const env = openEnv(variables)
  const config = {
    ...readServiceConfig(env, 'notification'),
    botSecret: readBotSecret(env),
    // Telegram takes 30 messages a second of a bot.
    perSecond: env.number('DELIVERIES_PER_SECOND', { example: '30', default: 30, min: 1, max: 10_000 }),
  }
  env.done()
  return config
}
