import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { learnProfiles } from '../src/jobs/learn-profiles.js'
import { actsOf, botOf } from './events.js'
import { openWorld, type World } from './world.js'

let world: World
let acts: ReturnType<typeof actsOf>
let bot: ReturnType<typeof botOf>
beforeAll(async () => {
  world = await openWorld()
  ;[acts, bot] = [actsOf(world), botOf(world)]
})
afterAll(() => world.stop())
beforeEach(async () => {
  world.clock.set(new Date('2026-06-15T12:00:00Z'))
  for (const table of ['recipient', 'person', 'settings', 'broadcast'] as const)
    await world.db.deleteFrom(table).execute()
})

const texts = [
  { language: 'en', text: 'Kindred has a new home.' },
  { language: 'ru', text: 'У Kindred новый дом.' },
]
interface Segment {
  readonly language?: string
  readonly verifiedOnly?: boolean
}
const prepare = async ({ language, verifiedOnly = false }: Segment = {}) =>
  (await world.admin.createBroadcast({ texts, language, verifiedOnly, activeWithinDays: undefined }))
    .broadcast!
const look = async (broadcastId: string) => (await world.admin.getBroadcast({ broadcastId })).broadcast!
const until = (id: string, state: string) => expect.poll(async () => (await look(id)).state).toBe(state)

/** People with a profile. */
async function people(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  for (const id of ids) await acts.name(id, 'Anna', '1999-01-01')
  return ids
}

/** Prepares news and waits until it is counted who would get them. */
async function ready(segment: Segment = {}): Promise<string> {
  const { broadcastId } = await prepare(segment)
  await until(broadcastId, 'READY')
  return broadcastId
}

it('news are counted first, and nothing is sent before they are started', async () => {
  const [anna] = await people(3)
  await world.person(anna).api.updateSettings({
    kinds: [{ kind: 'NEWS', on: false }],
    updateMask: ['kinds'],
  } as never)
  const id = await ready()
  expect(await look(id)).toMatchObject({ people: 2, optedOut: 1, queued: 0, sent: 0, texts })
  expect(await bot.claim()).toEqual([])
})

it('started news reach everybody once, in all languages, and are counted', async () => {
  const [anna, boris, vera, gleb] = (await people(4)) as [string, string, string, string]
  await world.person(gleb).api.updateSettings({
    paused: true,
    kinds: [],
    updateMask: ['paused'],
  })
  const id = await ready()
  await world.admin.startBroadcast({ broadcastId: id })
  await world.admin.startBroadcast({ broadcastId: id })
  await until(id, 'QUEUED')
  expect(await look(id)).toMatchObject({ people: 3, optedOut: 1, queued: 3, waiting: 3 })
  const given = await bot.claim()
  expect(given.map(({ userId }) => userId).sort()).toEqual([anna, boris, vera].sort())
  expect(given[0]).toMatchObject({ kind: 'NEWS', silent: true, news: { text: texts[0]!.text, texts } })
  const [first, second, third] = given as [(typeof given)[0], (typeof given)[0], (typeof given)[0]]
  await bot.finish(first.deliveryId, 'SENT', { telegramMessageId: 1 })
  await bot.finish(second.deliveryId, 'BLOCKED')
  await bot.finish(third.deliveryId, 'RETRY', { retryAfterSeconds: 1 })
  expect(await look(id)).toMatchObject({ sent: 1, failed: 1, waiting: 1 })
  world.clock.advance(2_000)
  for (const { deliveryId } of await bot.claim())
    await bot.finish(deliveryId, 'SENT', { telegramMessageId: 2 })
  expect(await look(id)).toMatchObject({ sent: 2, failed: 1, waiting: 0 })
  expect(await bot.claim()).toEqual([])
})

it('news for readers of one language reach them alone', async () => {
  const [anna, boris] = (await people(2)) as [string, string]
  world.auth.speak(anna, 'en')
  world.auth.speak(boris, 'ru')
  const id = await ready({ language: 'ru' })
  expect(await look(id)).toMatchObject({ people: 1 })
  await world.admin.startBroadcast({ broadcastId: id })
  await until(id, 'QUEUED')
  expect((await bot.claim()).map(({ userId }) => userId)).toEqual([boris])
})

it('news for people with the badge reach them alone, whenever they got it', async () => {
  const [anna, boris] = (await people(2)) as [string, string]
  await acts.name(anna, 'Anna', '1999-01-01', { verified: true, version: 2 })
  const id = await ready({ verifiedOnly: true })
  expect(await look(id)).toMatchObject({ people: 1, verifiedOnly: true })
  // Between the count and the start the badge goes from one to the other.
  await acts.name(anna, 'Anna', '1999-01-01', { version: 3 })
  await acts.name(boris, 'Boris', '1999-01-01', { verified: true, version: 2 })
  await world.admin.startBroadcast({ broadcastId: id })
  await until(id, 'QUEUED')
  expect((await bot.claim()).map(({ userId }) => userId)).toEqual([boris])
})

it('of people from a time at which badges were not kept profile is asked, once, and its answer counts', async () => {
  const [anna, boris] = (await people(2)) as [string, string]
  const asked: unknown[] = []
  const profile = { replay: async (request: unknown) => void asked.push(request) } as never
  const serviceTokens = { issue: async () => 'a token' } as never
  await world.db.updateTable('person').set({ is_verified: null }).where('user_id', '=', anna).execute()
  await learnProfiles({ db: world.db, profile, serviceTokens })
  expect(asked).toEqual([{ types: ['kindred.profile.v1.ProfileChanged'] }])
  for (const userId of [anna, boris]) await acts.name(userId, 'Anna', '1999-01-01', { verified: true })
  expect(await look(await ready({ verifiedOnly: true }))).toMatchObject({ people: 1 })
  await learnProfiles({ db: world.db, profile, serviceTokens })
  expect(asked).toHaveLength(1)
})

it('stopped news reach nobody any more, and cannot be started again', async () => {
  await people(3)
  const id = await ready()
  await world.admin.startBroadcast({ broadcastId: id })
  await until(id, 'QUEUED')
  const [given] = await bot.claim(1)
  await bot.finish(given!.deliveryId, 'SENT', { telegramMessageId: 1 })
  expect((await world.admin.stopBroadcast({ broadcastId: id })).broadcast).toMatchObject({
    state: 'STOPPED',
    sent: 1,
    waiting: 0,
  })
  world.clock.advance(60_000)
  expect(await bot.claim()).toEqual([])
  await expect(world.admin.startBroadcast({ broadcastId: id })).rejects.toMatchObject({
    code: 'BROADCAST_NOT_READY',
  })
})

it('whatever else a person is to be told comes before news, and news that waited for the morning keep their words', async () => {
  const [anna] = (await people(1)) as [string]
  const id = await ready()
  world.clock.set(new Date('2026-06-15T02:00:00Z'))
  await world.admin.startBroadcast({ broadcastId: id })
  await until(id, 'QUEUED')
  for (let likes = 0; likes < 2; likes += 1) await acts.like(anna)
  expect(await bot.claim()).toEqual([])
  world.clock.set(new Date('2026-06-15T12:00:00Z'))
  expect(await bot.send(anna)).toMatchObject([{ kind: 'LIKE', count: 2 }])
  expect(await bot.send(anna)).toMatchObject([{ kind: 'NEWS', news: { texts } }])
})

it('more people with quiet hours than wait at a time hold back neither the others nor the count of the next news', async () => {
  await people(1)
  // Before everybody else in the order of ids, and asleep when it is evening in UTC.
  await sql`
    with asleep as (
      insert into person (user_id, name, birth_date, version)
      select lpad(to_hex(n), 32, '0')::uuid, 'Bea', '1999-01-01', 1 from generate_series(1, 2100) n returning user_id
    )
    insert into settings (user_id, time_zone) select user_id, 'Asia/Tokyo' from asleep`.execute(world.db)
  const awake = await people(3)
  const id = await ready()
  world.clock.set(new Date('2026-06-15T20:30:00Z'))
  await world.admin.startBroadcast({ broadcastId: id })
  const told = new Set<string>()
  const isWhole = async (): Promise<boolean> => {
    for (const { userId, deliveryId } of await bot.claim()) {
      told.add(userId)
      await bot.finish(deliveryId, 'SENT', { telegramMessageId: 1 })
    }
    return awake.every((userId) => told.has(userId))
  }
  const next = await prepare()
  await until(next.broadcastId, 'READY')
  await expect.poll(isWhole, { timeout: 60_000 }).toBe(true)
  expect(await look(id)).toMatchObject({ state: 'QUEUED', queued: 2104, sent: 4, waiting: 2100 })
}, 120_000)
