import { afterAll, beforeAll, expect, it } from 'vitest'

import { type AuthWorld, botSecret, codeOf, openAuth } from './world.js'

let world: AuthWorld

beforeAll(async () => {
  world = await openAuth()
})
afterAll(() => world.stop())

const forTheBot = async (telegramUserId: number): Promise<string | undefined> =>
  (await world.auth.findLanguage({ telegramUserId }, { token: botSecret })).language

it('is one choice for the Mini App and the bot, whatever Telegram reports later', async () => {
  const { accessToken: token } = await world.signIn(501)
  expect((await world.auth.getLanguage({}, { token })).language).toBeUndefined()
  expect(await forTheBot(501)).toBeUndefined()
  expect(await world.auth.setLanguage({ language: 'ru' }, { token })).toEqual({ language: 'ru' })
  const exchanged = await world.auth.exchangeTelegramUser(
    { telegramUserId: 501, languageCode: 'de' },
    { token: botSecret },
  )
  expect((await world.auth.getLanguage({}, { token: exchanged.accessToken })).language).toBe('ru')
  expect(await forTheBot(501)).toBe('ru')
  await world.auth.setLanguage({ language: 'en' }, { token: exchanged.accessToken })
  expect((await world.auth.getLanguage({}, { token })).language).toBe('en')
})

it('is told to the bot without making an account', async () => {
  expect(await forTheBot(502)).toBeUndefined()
  const { accessToken: token, isNewUser } = await world.signIn(502)
  expect(isNewUser).toBe(true)
  expect(await codeOf(world.auth.findLanguage({ telegramUserId: 502 }, { token }))).toBe('FORBIDDEN')
})

it('must look like a language', async () => {
  const { accessToken: token } = await world.signIn(503)
  for (const language of ['', 'x', '<b>', 'en\n']) {
    expect(await codeOf(world.auth.setLanguage({ language }, { token }))).toBe('VALIDATION_FAILED')
  }
})
