import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { hasRedisServer } from '@kindred/testkit/redis-server'

import { send } from './requests.js'
import { openSharedGateways, type SharedGateways, swipe } from './shared-gateways.js'

// A tenth of every limit: 12 swipes and 100 requests of a person a minute.
const [maxSwipes, scale] = [12, 0.1]

describe.skipIf(!hasRedisServer)('three gateways with one Redis', () => {
  let { server, gateways, connections, issueToken, close } = {} as SharedGateways

  beforeAll(async () => {
    ;({ server, gateways, connections, issueToken, close } = await openSharedGateways(scale))
  })
  afterAll(() => close?.())
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
    const token = await issueToken()
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
      const token = await issueToken()
      expect(await admitted(token, maxSwipes)).toEqual([3, 3, 3])
      const { headers } = await swipe(gateways[0]!, token)
      expect(headers['ratelimit-policy']).toBe('"user";q=100;w=60, "swipe";q=3;w=60')
      const reader = await issueToken()
      const reads = Array.from({ length: 101 }, () => send(gateways[1]!, { url: '/nope', token: reader }))
      const statuses = (await Promise.all(reads)).map(({ status }) => status)
      expect(statuses.filter((status) => status === 404)).toHaveLength(100)
      await back()
      await together()
      expect(sum(await admitted(await issueToken(), maxSwipes))).toBe(maxSwipes)
    },
  )

  it('do not let anybody begin anew when Redis goes away', async () => {
    const token = await issueToken()
    for (let i = 0; i < 3; i += 1) expect((await swipe(gateways[0]!, token)).status).toBe(200)
    await server.kill()
    await alone()
    expect((await swipe(gateways[0]!, token)).status).toBe(429)
    await server.start()
  })

  it('wait for a Redis that hangs no more than five times', async () => {
    const token = await issueToken()
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
