import { afterAll, beforeAll, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { actsOf, botOf } from './events.js'
import { openWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const hourMs = 3_600_000

/** Lets a bot ask every so many ms for an hour, each time without success; returns how often it was given something. */
async function tryInVain(bot: ReturnType<typeof botOf>, everyMs: number): Promise<number> {
  let tries = 0
  const until = world.clock.now().getTime() + hourMs
  for (; world.clock.now().getTime() < until; world.clock.advance(everyMs))
    for (const { deliveryId } of await bot.claim()) {
      await bot.finish(deliveryId, 'RETRY', { retryAfterSeconds: 5 })
      tries += 1
    }
  return tries
}

it('a delivery that Telegram cannot take is tried ever more rarely, and at once again after one that it took', async () => {
  const [acts, bot, userId] = [actsOf(world), botOf(world), newId()]
  await acts.like(userId)
  const inFirstHour = await tryInVain(bot, 10_000)
  expect(inFirstHour).toBeGreaterThan(15)
  expect(inFirstHour).toBeLessThan(25)
  expect(await tryInVain(bot, 30_000)).toBeLessThanOrEqual(4)
  world.clock.advance(hourMs / 4)
  expect(await bot.send(userId)).toMatchObject([{ kind: 'LIKE' }])
  world.clock.advance(hourMs)
  await acts.like(userId)
  const [next] = await bot.claim()
  await bot.finish(next!.deliveryId, 'RETRY', { retryAfterSeconds: 5 })
  world.clock.advance(5_000)
  expect(await bot.send(userId)).toMatchObject([{ kind: 'LIKE' }])
})
