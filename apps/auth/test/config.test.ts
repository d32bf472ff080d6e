import { expect, it } from 'vitest'

import { developmentBotSecret, developmentSecret } from '@kindred/runtime'

import { developmentBotToken, readConfig } from '../src/service.js'

const databaseUrl = 'postgres://kindred_auth:secret@127.0.0.1:5432/kindred_auth'

const faultsOf = (values: NodeJS.ProcessEnv): string[] => {
  try {
    configOf(values)
    return []
  } catch (error) {
    return (error as Error).message.split('\n').map((line) => line.split(' ')[0]!)
  }
}

const samples = {
  AUTH_KEY_SECRET: 'development-key-secret-not-for-production',
  AUTH_PERSON_SECRET: 'development-person-secret-not-for-production',
  BOT_API_SECRET: developmentBotSecret,
  BOT_TOKEN: developmentBotToken,
  SERVICE_SECRET: developmentSecret,
}

const configOf = (values: NodeJS.ProcessEnv) =>
  readConfig({ AUTH_DATABASE_URL: databaseUrl, ...samples, ...values })

it('needs a database and secrets, of which it makes none up', () => {
  expect(faultsOf({})).toEqual([])
  expect(configOf({}).logins.telegram).toMatchObject({
    proof: 'hmac',
    maxAgeSeconds: 86_400,
    botId: '4200000000',
  })
  const none = Object.fromEntries(Object.keys(samples).map((name) => [name, undefined]))
  expect(faultsOf(none).sort()).toEqual(Object.keys(samples))
})

it('refuses its sample secrets in production and where others can reach it, all by name', () => {
  expect(faultsOf({ NODE_ENV: 'production' }).sort()).toEqual(Object.keys(samples))
  expect(faultsOf({ BIND_HOST: '0.0.0.0' }).sort()).toEqual(Object.keys(samples))
})

it('keeps the age of initData between 5 minutes and a day', () => {
  expect(configOf({ AUTH_INIT_DATA_MAX_AGE: '300' }).logins.telegram.maxAgeSeconds).toBe(300)
  expect(faultsOf({ AUTH_INIT_DATA_MAX_AGE: '299' })).toEqual(['AUTH_INIT_DATA_MAX_AGE'])
  expect(faultsOf({ AUTH_INIT_DATA_MAX_AGE: '86401' })).toEqual(['AUTH_INIT_DATA_MAX_AGE'])
})

it('needs only the id of the bot for the third-party check', () => {
  const thirdParty = { NODE_ENV: 'production', AUTH_TELEGRAM_VERIFICATION: 'third-party' }
  expect(faultsOf(thirdParty)).toContain('AUTH_TELEGRAM_BOT_ID')
  expect(faultsOf(thirdParty)).not.toContain('BOT_TOKEN')
  const { telegram } = configOf({
    AUTH_TELEGRAM_VERIFICATION: 'third-party',
    AUTH_TELEGRAM_BOT_ID: '42',
    AUTH_TELEGRAM_ENVIRONMENT: 'test',
  }).logins
  expect(telegram).toMatchObject({ proof: 'third-party', botId: '42', botToken: '' })
  expect(telegram.publicKey).toMatch(/^40055058/)
})

it('refuses a bot token of another form without showing it', () => {
  expect(faultsOf({ BOT_TOKEN: 'not-a-token' })).toEqual(['BOT_TOKEN'])
})
