import { expect, it } from 'vitest'

import { developmentBotSecret } from '@kindred/runtime'

import { readConfig } from '../src/service.js'

const samples = {
  BOT_TOKEN: '4200000000:development-bot-token-not-of-telegram',
  BOT_API_SECRET: developmentBotSecret,
}

const faultsOf = (values: NodeJS.ProcessEnv): string[] => {
  try {
    readConfig({ ...samples, ...values })
    return []
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .map((line) => line.split(' ')[0]!)
      .sort()
  }
}

const secret = 's'.repeat(64)
const production = { NODE_ENV: 'production', BOT_TOKEN: `123456:${secret}`, BOT_API_SECRET: secret }

it('the bot needs only its token and its credential on a developer’s machine, and makes none up', () => {
  expect(faultsOf({ BOT_TOKEN: undefined, BOT_API_SECRET: undefined })).toEqual([
    'BOT_API_SECRET',
    'BOT_TOKEN',
  ])
  expect(readConfig(samples)).toMatchObject({
    telegramRoot: 'https://api.telegram.org',
    gatewayUrl: 'http://127.0.0.1:8080',
    appUrl: 'http://127.0.0.1:8080/app',
    delivery: { mode: 'polling' },
    opsPort: 9090,
  })
})

it('the bot refuses its sample secrets and an app without https in production', () => {
  expect(faultsOf({ NODE_ENV: 'production' })).toEqual(['BOT_API_SECRET', 'BOT_TOKEN', 'WEB_APP_URL'])
  expect(faultsOf({ ...production, WEB_APP_URL: 'https://kindred.example/app/' })).toEqual([])
})

it('the bot opens no webhook without its address and secret', () => {
  expect(faultsOf({ BOT_MODE: 'webhook' })).toEqual(['BOT_WEBHOOK_SECRET', 'BOT_WEBHOOK_URL'])
  const webhook = { BOT_MODE: 'webhook', BOT_WEBHOOK_URL: 'https://kindred.example/telegram' }
  expect(faultsOf({ ...webhook, BOT_WEBHOOK_SECRET: 'with a space' })).toEqual(['BOT_WEBHOOK_SECRET'])
  expect(readConfig({ ...samples, ...webhook, BOT_WEBHOOK_SECRET: 'good_one-1' }).delivery).toEqual({
    mode: 'webhook',
    url: 'https://kindred.example/telegram',
    secret: 'good_one-1',
    port: 8090,
  })
  const app = { WEB_APP_URL: 'https://kindred.example/app' }
  expect(faultsOf({ ...production, ...app, ...webhook, BOT_WEBHOOK_SECRET: 'short' })).toEqual([
    'BOT_WEBHOOK_SECRET',
  ])
})
