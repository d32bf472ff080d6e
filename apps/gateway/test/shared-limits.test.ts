import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'
import { testLog } from '@kindred/testkit'
import { createTestAuthority } from '@kindred/testkit'
import { hasRedisServer, type RedisServer, startRedisServer } from '@kindred/testkit/redis-server'

import { createRedis, type Redis } from '../src/redis/redis.js'
import { startGateway, type TestGateway } from './harness.js'
import { send } from './requests.js'

// A tenth of every limit: 12 swipes and 100 requests of a person a minute.
const [maxSwipes, scale] = [12, 0.1]

describe.skipIf(!hasRedisServer)('three gateways with one Redis', () => {
  let server: RedisServer
  let gateways: TestGateway[]
  let connections: Redis[]

  beforeAll(async () => {
    server = await startRedisServer()
    const authority = await createTestAuthority()
    connections = [0, 1, 2].map(() => createRedis(server.url, testLog))
    await Promise.all(connections.map((one) => one.start()))
    gateways = await Promise.all(
      connections.map((redis) =>
        startGateway({
          authority,
          redis,
          config: { rateLimitScale: scale },
          services: { discovery: { undo: async () => ({ targetUserId: newId() }) } },
        }),
      ),
    )
  })
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()))
    await Promise.all(connections.map((one) => one.stop()))
    await server.kill()
  })
  beforeEach(() => together())

  /** Until every gateway counts by Redis. */
  const together = () =>
    expect
      .poll(() => Promise.all(connections.map((one) => one.ask((client) => client.ping()))))
      .toEqual(['PONG', 'PONG', 'PONG'])

  /** Until every gateway knows that Redis is away. */
  const alone = () =>
    expect
      .poll(async () => {
        await Promise.all(connections.map((one) => one.ask((client) => client.ping())))
        return connections.map((one) => one.isAway())
      })
      .toEqual([true, true, true])

  const tokenOf = (): Promise<string> => gateways[0]!.authority.issue(newId())

  const swipe = (gateway: TestGateway, token: string) =>
    send(gateway, { method: 'POST', url: '/v1/discovery/undo', token })

  /** How many of so many swipes at each gateway were let in. */
  async function admitted(token: string, each: number): Promise<number[]> {
    return Promise.all(
      gateways.map(async (gateway) => {
        const answers = await Promise.all(Array.from({ length: each }, () => swipe(gateway, token)))
        return answers.filter(({ status }) => status === 200).length
      }),
    )
  }

  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

  it('let in no more together than one of them would, at five times the limit', async () => {
    const token = await tokenOf()
    expect(sum(await admitted(token, (5 * maxSwipes) / 3))).toBe(maxSwipes)
    const { status, headers } = await swipe(gateways[2]!, token)
    expect(status).toBe(429)
    expect(headers['ratelimit']).toMatch(/"swipe";r=0;t=\d+$/)
    expect(headers['ratelimit-policy']).toBe('"user";q=100;w=60, "swipe";q=12;w=60')
  })

  it.each([
    ['gone', () => server.kill(), () => server.start()],
    ['there but silent', async () => server.freeze(), async () => server.wake()],
  ])(
    'count alone while Redis is %s: a quarter of the swipes, everything of what only reads',
    async (_, stop, back) => {
      await stop()
      await alone()
      const token = await tokenOf()
      expect(await admitted(token, maxSwipes)).toEqual([3, 3, 3])
      const { headers } = await swipe(gateways[0]!, token)
      expect(headers['ratelimit-policy']).toBe('"user";q=100;w=60, "swipe";q=3;w=60')
      const reader = await tokenOf()
      const reads = Array.from({ length: 101 }, () => send(gateways[1]!, { url: '/nope', token: reader }))
      const statuses = (await Promise.all(reads)).map(({ status }) => status)
      expect(statuses.filter((status) => status === 404)).toHaveLength(100)
      await back()
      await together()
      expect(sum(await admitted(await tokenOf(), maxSwipes))).toBe(maxSwipes)
    },
  )

  it('do not let anybody begin anew when Redis goes away', async () => {
    const token = await tokenOf()
    for (let i = 0; i < 3; i += 1) expect((await swipe(gateways[0]!, token)).status).toBe(200)
    await server.kill()
    await alone()
    expect((await swipe(gateways[0]!, token)).status).toBe(429)
    await server.start()
  })

  it('wait for a Redis that hangs no more than five times', async () => {
    const token = await tokenOf()
    server.freeze()
    await alone()
    let waited = 0
    const before = performance.now()
    for (let i = 0; i < 40; i += 1) {
      const began = performance.now()
      await connections[0]!.ask((client) => client.ping())
      if (performance.now() - began > 90) waited += 1
    }
    // One try a second may wait.
    expect(waited).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - before) / 1_000))
    expect((await swipe(gateways[0]!, token)).status).toBe(200)
    server.wake()
  })
})
