import { afterAll, beforeAll, expect, it } from 'vitest'

import { newId, pause } from '@kindred/kernel'

import { claimDue } from '../src/writing/claim-due.js'
import { actsOf, botOf, chatOf } from './events.js'
import { openWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await openWorld({ perSecond: 30 })
})
afterAll(() => world.stop())

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)

/** Of steps of a tenth of a second. */
const mostInSecond = (perStep: readonly number[]): number =>
  Math.max(...perStep.map((_, at) => sum(perStep.slice(at, at + 10))))

let messageId = 0
async function sendAll<Given extends readonly { readonly deliveryId: string }[]>(
  bot: ReturnType<typeof botOf>,
  given: Given,
): Promise<Given> {
  for (const { deliveryId } of given)
    await bot.finish(deliveryId, 'SENT', { telegramMessageId: (messageId += 1) })
  return given
}

it('gives out no more than 30 deliveries within any second, whichever instance is asked', async () => {
  const acts = actsOf(world)
  const second = await world.another()
  const bots = [botOf(world), botOf(world, second)]
  for (let n = 0; n < 100; n += 1) await acts.like(newId())
  const perStep: number[] = []
  for (let step = 0; step < 40; step += 1) {
    const given = (await Promise.all(bots.map((bot) => bot.claim(10)))).flat()
    perStep.push(given.length)
    await sendAll(bots[0]!, given)
    world.clock.advance(100)
  }
  expect(mostInSecond(perStep)).toBe(30)
  expect(sum(perStep)).toBe(100)
})

it('counts a delivery that is slow on its way to Telegram in the second in which it arrives', async () => {
  const acts = actsOf(world)
  world.clock.advance(60_000)
  const bots = [botOf(world), botOf(world, await world.another())]
  for (let n = 0; n < 120; n += 1) await acts.like(newId())
  const perStep: number[] = []
  const onTheWay: {
    readonly given: Awaited<ReturnType<ReturnType<typeof botOf>['claim']>>
    readonly until: number
  }[] = []
  for (let step = 0; sum(perStep) < 120 && step < 200; step += 1) {
    const given = await bots[step % 2]!.claim(10)
    // What one bot has takes from nothing to nine tenths of a second.
    onTheWay.push({ given, until: step + ((step * 7) % 10) })
    const arriving = onTheWay.filter(({ until }) => until === step).flatMap((one) => one.given)
    await sendAll(bots[step % 2]!, arriving)
    perStep.push(arriving.length)
    world.clock.advance(100)
  }
  expect(sum(perStep)).toBe(120)
  expect(mostInSecond(perStep)).toBeLessThanOrEqual(30)
})

it('leaves room for what bots send by themselves', async () => {
  const acts = actsOf(world)
  world.clock.advance(60_000)
  const bot = botOf(world)
  for (let n = 0; n < 40; n += 1) await acts.like(newId())
  await world
    .bot(0)
    .claimDeliveries({ waitSeconds: 0, max: 1, ownMessages: 12 })
    .then(({ deliveries }) => sendAll(bot, deliveries))
  expect(await sendAll(bot, await bot.claim(100))).toHaveLength(17)
  world.clock.advance(2_000)
  expect(await sendAll(bot, await bot.claim(100))).toHaveLength(22)
  world.clock.advance(60_000)
})

it('gives out at full pace again soon after a bot died with all that there was room for', async () => {
  const acts = actsOf(world)
  world.clock.advance(60_000)
  const bot = botOf(world)
  for (let n = 0; n < 60; n += 1) await acts.like(newId())
  expect(await bot.claim(100)).toHaveLength(30)
  expect(await bot.claim(100)).toEqual([])
  world.clock.advance(9_000)
  expect(await bot.claim(100)).toEqual([])
  world.clock.advance(1_000)
  const rest = await bot.claim(100)
  expect(rest).toHaveLength(30)
  await sendAll(bot, rest)
  world.clock.advance(60_000)
  await sendAll(bot, await bot.claim(100))
})

it('gives out one delivery a second to the same person, however much is due', async () => {
  const [acts, bot, userId] = [actsOf(world), botOf(world), newId()]
  world.clock.advance(60_000)
  await acts.like(userId)
  for (let n = 0; n < 2; n += 1) await acts.match(chatOf(userId))
  const steps: number[] = []
  for (let step = 0; step < 40; step += 1) {
    for (const { deliveryId } of await bot.claim(10)) {
      await bot.finish(deliveryId, 'SENT', { telegramMessageId: step + 1 })
      steps.push(step)
    }
    world.clock.advance(100)
  }
  expect(steps).toEqual([0, 10, 20])
})

it('gives out deliveries after the clock was set back by an hour', async () => {
  const [acts, bot] = [actsOf(world), botOf(world)]
  world.clock.advance(60_000)
  for (let n = 0; n < 31; n += 1) await acts.like(newId())
  expect(await bot.claim(100)).toHaveLength(30)
  world.clock.advance(-3_600_000)
  await acts.like(newId())
  expect(await bot.claim(100)).toHaveLength(1)
})

it('gives out deliveries although an instance hangs in the middle of a claim', async () => {
  const [acts, bot, userId] = [actsOf(world), botOf(world), newId()]
  world.clock.advance(2 * 3_600_000)
  for (let given = await bot.claim(100); given.length > 0; given = await bot.claim(100)) {
    await sendAll(bot, given)
    world.clock.advance(1_100)
  }
  await acts.like(userId)
  const over = new AbortController()
  const holds = new AbortController()
  const hung = world.db.transaction().execute(async (trx) => {
    await claimDue(trx, { limit: 1, perSecond: 30 }, world.clock)
    holds.abort()
    await pause(120_000, over.signal)
  })
  hung.catch(() => undefined)
  await pause(60_000, holds.signal)
  expect((await bot.claim(100)).map((one) => one.userId)).toEqual([userId])
  over.abort()
  await expect(hung).rejects.toThrow()
})
