import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { pause } from '@kindred/kernel'
import { hasRedisServer } from '@kindred/testkit/redis-server'

import { openSharedGateways, type SharedGateways, swipe } from './shared-gateways.js'

/** Of swipes, in a minute that begins with the first; the last one must not come after it. */
const limit = 120
const forMs = 59_000

describe.skipIf(!hasRedisServer)('three gateways with one Redis, for a minute', () => {
  let world: SharedGateways

  beforeAll(async () => {
    world = await openSharedGateways(1)
  })
  afterAll(() => world?.close())

  it('three gateways that are asked for five times a limit during a minute admit no more than 1.05 times of it', async () => {
    const token = await world.issueToken()
    const everyMs = 60_000 / (5 * limit)
    const began = performance.now()
    const answers: Promise<{ readonly status: number }>[] = []
    for (let at = 0; performance.now() - began < forMs; at += 1) {
      answers.push(swipe(world.gateways[at % 3]!, token))
      await pause(Math.max(0, began + at * everyMs - performance.now()))
    }
    const admitted = (await Promise.all(answers)).filter(({ status }) => status === 200).length
    process.stdout.write(
      `${answers.length} swipes in a minute at three gateways: ${admitted} admitted, the limit is ${limit}\n`,
    )
    expect(admitted).toBeGreaterThanOrEqual(limit)
    expect(admitted).toBeLessThanOrEqual(limit * 1.05)
  })
})
