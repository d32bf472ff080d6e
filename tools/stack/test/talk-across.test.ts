import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { hasRedisServer } from '@kindred/testkit/redis-server'

import { expectAllInOrder, type Machines, openMachines, talk } from './talk-across.js'

describe.skipIf(!hasRedisServer)('two machines with one Redis', () => {
  let machines: Machines
  beforeAll(async () => {
    machines = await openMachines(2, 2)
  })
  afterAll(() => machines?.stop())

  it(
    'two machines bring every message from one to the other in its order, although Redis is killed in the middle',
    { timeout: 600_000 },
    async () => {
      const { notified } = machines
      notified.length = 0
      expect(await talk(machines, { messages: 60, everyMs: 5 })).toHaveLength(60)
      // Who shares a Redis wakes the others by it alone.
      expect(notified).toEqual([])
      const talking = talk(machines, { messages: 200, everyMs: 10 })
      await expect.poll(() => machines.talkers[0]!.written.size, { timeout: 60_000 }).toBeGreaterThan(60)
      await machines.redis.kill()
      expect(await talking).toHaveLength(200)
      expect(notified).toContain('chat_events')
      await machines.redis.start()
      await talk(machines, { messages: 20, everyMs: 5 })
      expectAllInOrder(machines)
    },
  )
})
