import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId, pause } from '@kindred/kernel'
import { createTestAuthority, testLog } from '@kindred/testkit'
import { hasRedisServer, type RedisServer, startRedisServer } from '@kindred/testkit/redis-server'

import { createRedis, type Redis } from '../src/redis/redis.js'
import { startGateway, type TestGateway } from './harness.js'
import { send } from './requests.js'

/** Of swipes, in a minute that begins with the first; the last one must not come after it. */
const limit = 120
const forMs = 59_000

describe.skipIf(!hasRedisServer)('three gateways with one Redis, for a minute', () => {
  let server: RedisServer
  let gateways: TestGateway[]
  let connections: Redis[]

  beforeAll(async () => {
    server = await startRedisServer()
    const authority = await createTestAuthority()
    connections = [0, 1, 2].map(() => createRedis(server.url, testLog))
    await Promise.all(connections.map((one) => one.start()))
    const services = { discovery: { undo: async () => ({ targetUserId: newId() }) } }
    gateways = await Promise.all(
      connections.map((redis) => startGateway({ authority, redis, config: { rateLimitScale: 1 }, services })),
    )
  })
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()))
    await Promise.all(connections.map((one) => one.stop()))
    await server.kill()
  })

  it('three gateways that are asked for five times a limit during a minute admit no more than 1.05 times of it', async () => {
    const token = await gateways[0]!.authority.issue(newId())
    const everyMs = 60_000 / (5 * limit)
    const began = performance.now()
    const answers: Promise<{ readonly status: number }>[] = []
    for (let at = 0; performance.now() - began < forMs; at += 1) {
      answers.push(send(gateways[at % 3]!, { method: 'POST', url: '/v1/discovery/undo', token }))
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
