import { type EnvReader, openEnv, readBotSecret } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

import type { InitDataRules } from './domain/init-data.js'
import { telegramPublicKeys } from './domain/init-data-proof.js'

/** By what people sign in. */
export interface Logins {
  /** Which initData signs people in. */
  readonly telegram: InitDataRules
}

export interface AuthConfig extends ServiceConfig {
  readonly logins: Logins
  /** Seals the private signing keys in the database. */
  readonly keySecret: string
  readonly keyRotationDays: number
  /** Makes the keys by which other services know a person again. Another secret makes strangers of everybody. */
  readonly personSecret: string
  /** For how many days a deletion can be taken back; 0 to erase at once. */
  readonly deletionGraceDays: number
  /** The Telegram ids of those who are admins from their first sign-in on. */
  readonly admins: readonly string[]
  /** New people need an invitation; admins by the settings do not. */
  readonly inviteOnly: boolean
}

/** What stands for a bot's token; refused wherever others can reach it. */
export const developmentBotToken = '4200000000:development-bot-token-not-of-telegram'

/** Reads BOT_TOKEN, BOT_API_SECRET, KINDRED_ADMINS, INVITE_ONLY, AUTH_TELEGRAM_*, AUTH_INIT_DATA_MAX_AGE, AUTH_KEY_*, AUTH_PERSON_SECRET, DELETION_GRACE_DAYS and what every service reads. */
export function readConfig(variables: NodeJS.ProcessEnv): AuthConfig {
  const env = openEnv(variables)
  const config = {
    ...readServiceConfig(env, 'auth'),
    botSecret: readBotSecret(env),
    logins: { telegram: readTelegram(env) },
    keySecret: env.text('AUTH_KEY_SECRET', {
      example: 'the output of: openssl rand -hex 32',
      sample: 'development-key-secret-not-for-production',
      secret: true,
    }),
    personSecret: env.text('AUTH_PERSON_SECRET', {
      example: 'the output of: openssl rand -hex 32',
      sample: 'development-person-secret-not-for-production',
      secret: true,
    }),
    deletionGraceDays: env.number('DELETION_GRACE_DAYS', { example: '30', default: 30, min: 0, max: 90 }),
    admins: readAdmins(env),
    inviteOnly: env.flag('INVITE_ONLY', { example: 'on', default: false }),
    keyRotationDays: env.number('AUTH_KEY_ROTATION_DAYS', { example: '30', default: 30, min: 1, max: 365 }),
  }
  env.done()
  return config
}

function readAdmins(env: EnvReader): readonly string[] {
  const example = ['123456789', '987654321']
  const admins = env.list('KINDRED_ADMINS', { example: example.join(','), default: [] })
  if (admins.every((id) => /^[1-9]\d{0,15}$/.test(id))) return admins
  const problem = 'must be Telegram ids: numbers, not names'
  env.fault({ name: 'KINDRED_ADMINS', problem, example: example.join(',') })
  return []
}

function readTelegram(env: EnvReader): InitDataRules {
  const proofs = ['hmac', 'third-party', 'both'] as const
  const proof = env.oneOf('AUTH_TELEGRAM_VERIFICATION', proofs, { example: 'hmac', default: 'hmac' })
  const environments = ['production', 'test'] as const
  const environment = env.oneOf('AUTH_TELEGRAM_ENVIRONMENT', environments, {
    example: 'production',
    default: 'production',
  })
  // Clients hand the same initData out for a day: less would send their people in a circle.
  const maxAge = { example: '86400', default: 86_400, min: 300, max: 86_400 }
  return {
    proof,
    ...(proof === 'third-party' ? readBotId(env) : readBotToken(env)),
    publicKey: telegramPublicKeys[environment],
    maxAgeSeconds: env.number('AUTH_INIT_DATA_MAX_AGE', maxAge),
  }
}

function readBotToken(env: EnvReader): { botToken: string; botId: string } {
  const botToken = env.text('BOT_TOKEN', {
    example: '123456789:AAExampleExampleExampleExampleExample',
    sample: developmentBotToken,
    pattern: /^\d{1,16}:[\w-]{20,}$/,
    secret: true,
  })
  return { botToken, botId: botToken.split(':')[0] ?? '' }
}

function readBotId(env: EnvReader): { botToken: string; botId: string } {
  const botId = env.text('AUTH_TELEGRAM_BOT_ID', { example: '123456789', pattern: /^\d{1,16}$/ })
  return { botToken: '', botId }
}
