import { type Locale, locales } from '@kindred/locales'
import { type EnvReader, openEnv, readBotSecret, readTracing } from '@kindred/runtime'
import type { TracingSettings } from '@kindred/tracing'

/** How Telegram brings updates. */
type DeliveryConfig =
  | { readonly mode: 'polling' }
  | {
      readonly mode: 'webhook'
      /** Where Telegram calls; its path is the one that the bot's server listens to. */
      readonly url: string
      /** What Telegram shows with each call. */
      readonly secret: string
      /** 0 for any free port. */
      readonly port: number
    }

/** A chat of the operators in Telegram and its language. */
export interface ModerationChat {
  readonly id: number
  readonly locale: Locale
}

/** What the bot is told at start. */
export interface BotConfig {
  readonly token: string
  /** Where the Bot API is, without a slash at its end. */
  readonly telegramRoot: string
  readonly gatewayUrl: string
  /** The bot's credential at the gateway. */
  readonly apiSecret: string
  /** Where the Mini App is, without a slash at its end. */
  readonly appUrl: string
  /** Where people get help from a human; absent when the operator gave none. */
  readonly supportUrl: string | undefined
  /** The operators' chat, which is told of cases; absent when there is none. */
  readonly moderationChat: ModerationChat | undefined
  readonly delivery: DeliveryConfig
  readonly host: string
  readonly opsPort: number
  readonly logLevel: string
  /** Where traces go; without it nothing is traced. */
  readonly tracing?: TracingSettings
  readonly production: boolean
}

const developmentToken = '4200000000:development-bot-token-not-of-telegram'

/** Reads BOT_*, TELEGRAM_API_ROOT, GATEWAY_URL and WEB_APP_URL; throws a ConfigError that lists every fault. */
export function readConfig(variables: NodeJS.ProcessEnv): BotConfig {
  const env = openEnv(variables)
  const address = (name: string, example: string, standard: string): string =>
    env.url(name, { example, default: standard }).replace(/\/+$/, '')
  const config: BotConfig = {
    token: env.text('BOT_TOKEN', {
      example: '123456789:AAExampleExampleExampleExampleExample',
      sample: developmentToken,
      pattern: /^\d{1,16}:[\w-]{20,}$/,
      secret: true,
    }),
    telegramRoot: address('TELEGRAM_API_ROOT', 'https://api.telegram.org', 'https://api.telegram.org'),
    gatewayUrl: address('GATEWAY_URL', 'http://gateway:8080', 'http://127.0.0.1:8080'),
    apiSecret: readBotSecret(env),
    appUrl: readAppUrl(env),
    supportUrl: readSupport(env),
    moderationChat: readModerationChat(env),
    delivery: readDelivery(env),
    host: env.text('BIND_HOST', { example: '0.0.0.0', default: '127.0.0.1' }),
    opsPort: env.port('BOT_OPS_PORT', { example: '9090', default: 9090 }),
    logLevel: env.oneOf('LOG_LEVEL', logLevels, { example: 'info', default: 'info' }),
    ...readTracing(env),
    production: env.production,
  }
  env.done()
  return config
}

/** Telegram opens Mini Apps over https only; a simulated one takes this machine as well. */
function readAppUrl(env: EnvReader): string {
  const setting = { example: 'https://kindred.example/app', default: 'http://127.0.0.1:8080/app' }
  const protocols = env.production ? ['https:'] : ['https:', 'http:']
  const url = env.url('WEB_APP_URL', env.production ? { example: setting.example, protocols } : setting)
  return url.replace(/\/+$/, '')
}

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const

function readSupport(env: EnvReader): string | undefined {
  const example = 'https://t.me/kindred_support'
  return env.optional('BOT_SUPPORT_URL', { example }) && env.url('BOT_SUPPORT_URL', { example })
}

function readModerationChat(env: EnvReader): ModerationChat | undefined {
  const setting = { example: '-1001234567890', pattern: /^-?\d{1,16}$/ }
  const locale = env.oneOf('MODERATION_CHAT_LANGUAGE', locales, { example: 'ru', default: 'en' })
  if (env.optional('MODERATION_CHAT_ID', setting) === undefined) return undefined
  return { id: Number(env.text('MODERATION_CHAT_ID', setting)), locale }
}

function readDelivery(env: EnvReader): DeliveryConfig {
  const mode = env.oneOf('BOT_MODE', ['polling', 'webhook'], { example: 'webhook', default: 'polling' })
  if (mode === 'polling') return { mode }
  return {
    mode,
    url: env.url('BOT_WEBHOOK_URL', { example: 'https://kindred.example/telegram' }),
    secret: env.text('BOT_WEBHOOK_SECRET', {
      example: 'the output of: openssl rand -hex 32',
      pattern: /^[\w-]{1,256}$/,
      secret: true,
    }),
    port: env.port('BOT_WEBHOOK_PORT', { example: '8090', default: 8090 }),
  }
}
