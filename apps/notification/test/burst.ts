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
const perEvent = 50

/**
 * A third of the deliveries is news, a third likes, a third matches, which happen in that order; every tenth of those who get a like gets
 * news and two matches as well. Answers whom each is for and its kind.
 */
async function burst(world: World, deliveries: number): Promise<string[]> {
  const third = Math.floor(deliveries / 3)
  const liked = Array.from({ length: third }, () => newId())
  const greedy = liked.filter((_, at) => at % 10 === 0)
  const strangers = (count: number): string[] => Array.from({ length: count }, () => newId())
  const news = [...greedy, ...strangers(third - greedy.length)]
  const matched = [...greedy, ...greedy, ...strangers(deliveries - 2 * third - 2 * greedy.length)]
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
            about: { news: [{ language: 'en', text: 'Hello' }] },
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
  const of = (kind: string, ids: readonly string[]): string[] => ids.map((id) => `${id} ${kind}`)
  return [...of('NEWS', news), ...of('LIKE', liked), ...of('MATCH', matched)]
}

const parts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / perEvent) }, (_, at) =>
    all.slice(at * perEvent, (at + 1) * perEvent),
  )

const stepMs = 250
const stepsOfSecond = 1_000 / stepMs
const perSecond = 30
const bots = 4
const deaths = 10
/** Of one bot in one step. */
const maxClaimed = 10

/** A delivery and the step in which it was given out. */
type Given = Delivery & { readonly step: number }

/**
 * Two instances give out news for many people to four bots, which die ten times with what they had claimed, at Telegram's pace: asserts that
 * all come in the order of urgency, none lost and none twice, and never more than Telegram takes.
 */
export async function giveOutBurst(world: World, people: number): Promise<void> {
  const wanted = await burst(world, people)
  const given = await giveOut(world, wanted.length)
  const first = given.filter(({ attempt }) => attempt === 1)
  // What a dead bot had claimed keeps everything else of its person waiting.
  const late = new Set(given.flatMap(({ attempt, userId }) => (attempt > 1 ? [userId] : [])))
  expectOrder(first.filter(({ userId }) => !late.has(userId)))
  expectPace(given)
  expect(first.map(({ userId, kind }) => `${userId} ${kind}`).sort()).toEqual(wanted.sort())
  expect(new Set(given.map(({ deliveryId }) => deliveryId)).size).toBe(first.length)
}

/** Claims and sends until everything was sent; what a dead bot had claimed comes again after a minute. */
async function giveOut(world: World, wanted: number): Promise<Given[]> {
  const second = await world.another()
  const workers = Array.from({ length: bots }, (_, at) => botOf(world, at % 2 === 0 ? 0 : second))
  const given: Given[] = []
  const sent = new Set<string>()
  const lost = new Set<string>()
  const between = Math.floor(wanted / (deaths + 1))
  let died = 0

  async function work(bot: ReturnType<typeof botOf>, step: number): Promise<void> {
    const claimed = await bot.claim(maxClaimed)
    given.push(...claimed.map((one) => ({ ...one, step })))
    const dies = claimed.length > 0 && died < deaths && sent.size > (died + 1) * between
    if (dies) died += 1
    const begun = dies ? claimed.slice(0, Math.floor(claimed.length / 2)) : claimed
    for (const { deliveryId } of claimed.slice(begun.length)) lost.add(deliveryId)
    await Promise.all(
      begun.map(async ({ deliveryId, replacesMessageId = sent.size + 1 }) => {
        expect(sent.has(deliveryId), 'sent twice').toBe(false)
        sent.add(deliveryId)
        await bot.finish(deliveryId, 'SENT', { telegramMessageId: replacesMessageId })
      }),
    )
  }

  const maxSteps = 3 * stepsOfSecond * (wanted / perSecond + 60)
  for (let step = 0; sent.size < wanted && step < maxSteps; step += 1) {
    await Promise.all(workers.map((bot) => work(bot, step)))
    world.clock.advance(stepMs)
  }
  expect(died).toBe(deaths)
  const again = given.filter(({ attempt }) => attempt > 1)
  expect(again.map(({ deliveryId }) => deliveryId).sort()).toEqual([...lost].sort())
  world.clock.advance(120_000)
  for (const bot of workers) expect(await bot.claim()).toEqual([])
  return given
}

/** All matches before all likes before all news. */
function expectOrder(given: readonly Given[]): void {
  const steps = (...kinds: string[]): number[] =>
    given.filter(({ kind }) => kinds.includes(kind)).map(({ step }) => step)
  const last = (found: readonly number[]): number => found.reduce((most, one) => Math.max(most, one), 0)
  const first = (found: readonly number[]): number =>
    found.reduce((least, one) => Math.min(least, one), Infinity)
  expect(last(steps('MATCH')), 'the last match').toBeLessThanOrEqual(first(steps('LIKE', 'NEWS')))
  expect(last(steps('LIKE')), 'the last like').toBeLessThanOrEqual(first(steps('NEWS')))
}

/** Never above 30 in a second over all, nor above one in a chat. */
function expectPace(given: readonly Given[]): void {
  const counts: number[] = []
  const lastOf = new Map<string, number>()
  for (const { step, userId } of given) {
    counts[step] = (counts[step] ?? 0) + 1
    expect(step - (lastOf.get(userId) ?? -Infinity), 'steps between two of a chat').toBeGreaterThanOrEqual(
      stepsOfSecond,
    )
    lastOf.set(userId, step)
  }
  for (let step = 0; step < counts.length; step += 1) {
    const ofSecond = counts.slice(step, step + stepsOfSecond).reduce((sum, count) => sum + (count ?? 0), 0)
    expect(ofSecond).toBeLessThanOrEqual(perSecond)
  }
}
