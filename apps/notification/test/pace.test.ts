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

it('gives out no more than 30 deliveries within any second, whichever instance is asked', async () => {
  const acts = actsOf(world)
  const second = await world.another()
  const bots = [botOf(world), botOf(world, second)]
  for (let n = 0; n < 100; n += 1) await acts.like(newId())
  const perStep: number[] = []
  for (let step = 0; step < 40; step += 1) {
    const given = await Promise.all(bots.map((bot) => bot.claim(10)))
    perStep.push(given.flat().length)
    world.clock.advance(100)
  }
  const inSecond = perStep.map((_, at) => perStep.slice(at, at + 10).reduce((sum, count) => sum + count, 0))
  expect(Math.max(...inSecond)).toBe(30)
  expect(perStep.reduce((sum, count) => sum + count, 0)).toBe(100)
})

it('gives out one delivery a second to the same person, however much is due', async () => {
  const [acts, bot, userId] = [actsOf(world), botOf(world), newId()]
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
  for (let n = 0; n < 31; n += 1) await acts.like(newId())
  expect(await bot.claim(100)).toHaveLength(30)
  world.clock.advance(-3_600_000)
  await acts.like(newId())
  expect(await bot.claim(100)).toHaveLength(1)
})

it('gives out deliveries although an instance hangs in the middle of a claim', async () => {
  const [acts, bot, userId] = [actsOf(world), botOf(world), newId()]
  world.clock.advance(2 * 3_600_000)
  while ((await bot.claim(100)).length > 0) world.clock.advance(1_100)
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
