import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId, type Principal } from '@kindred/kernel'
import { testLog } from '@kindred/testkit'

import { botSecret, startGateway, type TestGateway } from './harness.js'
import { send } from './requests.js'

let gateway: TestGateway
const callers: Principal[] = []
const personId = newId()

// A twentieth of every limit: 1 sign-in attempt of an address in two minutes, 300 calls of the bot.
beforeAll(async () => {
  gateway = await startGateway({
    services: {
      auth: {
        exchangeTelegramUser: async (_context, { telegramUserId, languageCode }, call) => {
          callers.push(call.principal)
          const user = { id: personId, languageCode }
          const expiresIn = telegramUserId > 0 ? 300 : 0
          return {
            accessToken: 'a',
            refreshToken: 'r',
            tokenType: 'Bearer',
            expiresIn,
            user,
            isNewUser: true,
            isStaff: false,
          }
        },
      },
      profile: { getMyProfile: async () => ({ profile: undefined }) },
    },
    config: { rateLimitScale: 0.05, trustProxy: ['127.0.0.1'] },
  })
})
afterAll(() => gateway.close())

const telegramId = 770_055_332
let addresses = 0
const exchange = (token?: string, body: object = { telegram_user_id: telegramId, language_code: 'ru' }) =>
  send(gateway, {
    method: 'POST',
    url: '/v1/auth/bot',
    payload: body,
    headers: { 'x-forwarded-for': `10.3.0.${++addresses}` },
    ...(token !== undefined && { token }),
  })

describe('POST /v1/auth/bot', () => {
  it('answers the bot with a person’s tokens and says nothing of Telegram', async () => {
    const answer = await exchange(botSecret)
    expect(answer.status).toBe(200)
    expect(answer.json).toEqual({
      access_token: 'a',
      is_staff: false,
      refresh_token: 'r',
      token_type: 'Bearer',
      expires_in: 300,
      is_new_user: true,
      user: { id: personId, language_code: 'ru' },
    })
    expect(callers).toEqual([{ kind: 'bot' }])
  })

  it('refuses a wrong secret, none, and the token of a person', async () => {
    const alice = await gateway.authority.issue(newId())
    const answers = [await exchange(`${botSecret}.`), await exchange(), await exchange(alice)]
    expect(answers.map(({ status, json }) => [status, json['code']])).toEqual([
      [401, 'TOKEN_INVALID'],
      [401, 'UNAUTHENTICATED'],
      [403, 'FORBIDDEN'],
    ])
    expect(callers).toHaveLength(1)
  })

  it('takes the secret as a bearer only', async () => {
    const body = { telegram_user_id: telegramId, secret: botSecret, access_token: botSecret }
    expect((await exchange(undefined, body)).status).toBe(401)
    const url = `/v1/auth/bot?access_token=${encodeURIComponent(botSecret)}`
    expect((await send(gateway, { method: 'POST', url, payload: { telegram_user_id: 1 } })).status).toBe(401)
  })

  it('repeats no Telegram id in a refusal', async () => {
    for (const id of [-telegramId, `${telegramId}x`, telegramId + 0.5, 2 ** 52 + telegramId]) {
      const answer = await exchange(botSecret, { telegram_user_id: id })
      expect(answer.status).toBe(400)
      expect(answer.body).not.toContain(String(telegramId))
    }
  })

  it('opens no other route to the bot', async () => {
    const answer = await send(gateway, { url: '/v1/profiles/me', token: botSecret })
    expect([answer.status, answer.json['code']]).toEqual([403, 'FORBIDDEN'])
  })

  it('lets the bot ask for many people, and whoever guesses only once', async () => {
    const headers = { 'x-forwarded-for': '10.4.0.1' }
    const ask = (token: string) =>
      send(gateway, { method: 'POST', url: '/v1/auth/bot', payload: { telegram_user_id: 5 }, headers, token })
    const bot = await Promise.all(Array.from({ length: 40 }, () => ask(botSecret)))
    expect(new Set(bot.map(({ status }) => status))).toEqual(new Set([200]))
    expect([await ask('guess'), await ask('another')].map(({ status }) => status)).toEqual([401, 429])
    expect((await ask(botSecret)).status).toBe(200)
  })

  it('leaves neither the secret nor the id in a log or a metric', async () => {
    await exchange(botSecret)
    const log = JSON.stringify(testLog.records())
    const metrics = await gateway.context.metrics.render()
    for (const secret of [botSecret, String(telegramId)]) expect(log + metrics).not.toContain(secret)
    expect(log).toContain('/v1/auth/bot')
  })
})

it('documents its credential', async () => {
  const { json } = await send(gateway, { url: '/openapi.json' })
  expect(json).toMatchObject({
    paths: { '/v1/auth/bot': { post: { security: [{ botCredential: [] }] } } },
    components: { securitySchemes: { botCredential: { type: 'http', scheme: 'bearer' } } },
  })
})
