import { afterAll, beforeAll, describe, it } from 'vitest'

import { pause } from '@kindred/kernel'
import { hasRedisServer } from '@kindred/testkit/redis-server'

import { type Delays, expectAllInOrder, type Machines, openMachines, talk } from './talk-across.js'

describe.skipIf(!hasRedisServer)('three machines with one Redis', () => {
  let machines: Machines
  beforeAll(async () => {
    machines = await openMachines(3, 20)
  }, 600_000)
  afterAll(() => machines?.stop())

  // All three machines share one process here, so that the delays are told and not judged.
  it('fifteen thousand messages, five hundred a second, all reach the third machine in their order, although Redis is killed in the middle', async () => {
    await talk(machines, { messages: 1_000, everyMs: 4 })
    report('everything up', await talk(machines, { messages: 7_500, everyMs: 2 }))
    const talking = talk(machines, { messages: 7_500, everyMs: 2 })
    await pause(5_000)
    await machines.redis.kill()
    await pause(5_000)
    await machines.redis.start()
    report('Redis away for 5 s in the middle', await talking)
    expectAllInOrder(machines)
  })
})

function report(name: string, delays: Delays): void {
  const [half, most, last] = [0.5, 0.99, 1].map((share) => quantile(delays, share).toFixed(1))
  process.stdout.write(`${name}: ${delays.length} messages, p50 ${half} ms, p99 ${most} ms, max ${last} ms\n`)
}

const quantile = (delays: Delays, share: number): number =>
  delays.toSorted((one, other) => one - other)[Math.ceil(share * delays.length) - 1]!
