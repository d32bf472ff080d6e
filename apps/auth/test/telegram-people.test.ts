import { afterAll, beforeAll, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { type AuthWorld, botSecret, codeOf, openAuth } from './world.js'

let world: AuthWorld
beforeAll(async () => {
  world = await openAuth()
})
afterAll(() => world.stop())

it('tells the gateway the Telegram accounts of people with their language, and leaves out whoever is not known', async () => {
  const [alice, bob] = [await world.signIn(601), await world.signIn(602)]
  await world.auth.setLanguage({ language: 'ru' }, { token: bob.accessToken })
  const token = await world.authority.serviceToken('gateway', 'auth')
  const userIds = [alice.user!.id, bob.user!.id, newId()]
  const { people } = await world.auth.findTelegramPeople({ userIds }, { token })
  const username = 'alice_secret'
  expect(people.sort((one, other) => one.telegramId - other.telegramId)).toEqual([
    { userId: alice.user!.id, telegramId: 601, language: 'en', username },
    { userId: bob.user!.id, telegramId: 602, language: 'ru', username },
  ])
})

it('tells neither a person nor the bot', async () => {
  const { accessToken, user } = await world.signIn(603)
  for (const token of [accessToken, botSecret])
    expect(await codeOf(world.auth.findTelegramPeople({ userIds: [user!.id] }, { token }))).toBe('FORBIDDEN')
})

it('says whom of some people news are for, by the language that they read and by when they were there', async () => {
  const [alice, bob] = [await world.signIn(611), await world.signIn(612)]
  await world.auth.setLanguage({ language: 'ru' }, { token: bob.accessToken })
  const token = await world.authority.serviceToken('notification', 'auth')
  const userIds = [alice.user!.id, bob.user!.id, newId()]
  const filter = async (segment: { language?: string; activeSince?: Date }) => {
    const request = { userIds, language: undefined, activeSince: undefined, ...segment }
    return new Set((await world.auth.filterAudience(request, { token })).userIds)
  }
  expect(await filter({})).toEqual(new Set(userIds.slice(0, 2)))
  expect(await filter({ language: 'ru' })).toEqual(new Set([bob.user!.id]))
  expect(await filter({ language: 'en' })).toEqual(new Set([alice.user!.id]))
  expect(await filter({ activeSince: new Date(Date.now() + 365 * 86_400_000 * 50) })).toEqual(new Set())
})
