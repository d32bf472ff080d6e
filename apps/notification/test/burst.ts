import { expect } from 'vitest'

import { type LogEntry, LogGrown } from '@kindred/contracts/chat'
import { LikesReceived } from '@kindred/contracts/discovery'
import type { Delivery } from '@kindred/contracts/notification'
import { newId } from '@kindred/kernel'
import { testEvent } from '@kindred/testkit'

import { urgencyOf } from '../src/domain/kinds.js'
import { addNews } from '../src/store/notices.js'
import { changePeople } from '../src/writing/change-people.js'
import { botOf } from './events.js'
import type { World } from './world.js'

/** People of one event. */
const perEvent = 200

/** A third of the people gets news, a third a like, a third a match, told in that order. */
async function burst(world: World, people: number): Promise<string[]> {
  const ids = Array.from({ length: people }, () => newId())
  const third = Math.floor(people / 3)
  const [news, liked, matched] = [ids.slice(0, third), ids.slice(third, 2 * third), ids.slice(2 * third)]
  const now = world.clock.now()
  for (const some of parts(news))
    await world.db.transaction().execute((trx) =>
      changePeople(trx, some, now, () =>
        addNews(
          trx,
          some.map((userId) => ({
            id: newId(),
            user_id: userId,
            topic: 'news 1',
            kind: 'NEWS' as const,
            urgency: urgencyOf('NEWS'),
            about: { news: { en: 'Hello' } },
            due_at: now,
          })),
          now,
        ),
      ),
    )
  for (const some of parts(liked)) {
    const likes = some.map((userId) => ({ userId, likerId: newId(), isSuperlike: false, createdAt: now }))
    await world.tell(testEvent(LikesReceived, newId(), { likes }))
  }
  for (const some of parts(matched)) {
    const entries = some.map((userId): LogEntry => ({
      userId,
      position: 1,
      kind: 'MATCH',
      conversationId: newId(),
      actorId: newId(),
      seq: 0,
      isOwn: false,
      farewell: false,
      createdAt: now,
    }))
    await world.tell(testEvent(LogGrown, newId(), { entries }))
  }
  return ids
}

const parts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / perEvent) }, (_, at) =>
    all.slice(at * perEvent, (at + 1) * perEvent),
  )

/** How much of a burst gets lost on purpose: a bot claims it and dies. */
const maxDropped = 20

/**
 * Two instances give out news for many people to four bots, of which some die: asserts that all come in the order of urgency, none lost and
 * none twice.
 */
export async function giveOutBurst(world: World, people: number): Promise<void> {
  const ids = await burst(world, people)
  const second = await world.another()
  const bots = [0, second, 0, second].map((at) => botOf(world, at))
  const given: Delivery[] = []
  const finished = new Map<string, string>()
  const dropped = new Set<string>()

  async function work(bot: ReturnType<typeof botOf>): Promise<void> {
    for (let some = await bot.claim(); some.length > 0; some = await bot.claim()) {
      given.push(...some)
      for (const { deliveryId, userId, attempt } of some) {
        if (attempt === 1 && finished.size % 50 === 49 && dropped.size < maxDropped) dropped.add(deliveryId)
        else await finish(bot, deliveryId, userId)
      }
    }
  }
  async function finish(bot: ReturnType<typeof botOf>, deliveryId: string, userId: string): Promise<void> {
    finished.set(deliveryId, userId)
    await bot.finish(deliveryId, 'SENT', { telegramMessageId: 1 })
  }

  await Promise.all(bots.map(work))
  const kinds = given.map(({ kind }) => kind)
  expect(kinds.lastIndexOf('MATCH'), 'the last match').toBeLessThan(kinds.indexOf('NEWS'))
  expect(kinds.lastIndexOf('LIKE'), 'the last like').toBeLessThan(kinds.lastIndexOf('NEWS'))
  expect(new Set(given.map(({ deliveryId }) => deliveryId)).size).toBe(given.length)

  world.clock.advance(60_000)
  await Promise.all(bots.map(work))
  const again = given.filter(({ attempt }) => attempt === 2)
  expect(again.map(({ deliveryId }) => deliveryId).sort()).toEqual([...dropped].sort())
  expect(dropped.size).toBeGreaterThan(0)
  expect([...finished.values()].sort()).toEqual(ids.sort())
  world.clock.advance(120_000)
  for (const bot of bots) expect(await bot.claim()).toEqual([])
}
