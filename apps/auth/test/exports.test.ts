import { afterAll, beforeAll, expect, it } from 'vitest'

import { type AuthWorld, botSecret, codeOf, openAuth } from './world.js'

let world: AuthWorld

beforeAll(async () => {
  world = await openAuth()
})

afterAll(() => world.stop())

const quarter = 15 * 60_000

const ask = (token: string) => world.auth.requestExport({}, { token })

it('a copy of the own data is for whoever signed in within 15 minutes', async () => {
  const { accessToken, refreshToken } = await world.signIn(7001)
  expect((await ask(accessToken)).export).toMatchObject({ state: 'MAKING' })
  world.clock.advance(quarter)
  const refreshed = await world.auth.refreshSession({ refreshToken })
  expect(await codeOf(ask(refreshed.accessToken))).toBe('SIGN_IN_NOT_FRESH')
})

it('a copy of the own data is for whoever has just written to the bot, however old its session is', async () => {
  const exchange = () =>
    world.auth.exchangeTelegramUser({ telegramUserId: 7002, languageCode: 'en' }, { token: botSecret })
  await exchange()
  world.clock.advance(4 * quarter)
  const { accessToken } = await exchange()
  expect((await ask(accessToken)).export).toBeDefined()
})
