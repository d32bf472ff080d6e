import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'
import { loadContract } from '@kindred/rpc'

import { isRateClass } from '../src/edge/rate-classes.js'
import { startGateway, type TestGateway } from './harness.js'
import { send } from './requests.js'

let gateway: TestGateway

// A twentieth of every limit: 5 anonymous requests, 50 of a person, 6 swipes, 1 sign-in attempt in two minutes.
beforeAll(async () => {
  gateway = await startGateway({
    services: { discovery: { undo: async () => ({ targetUserId: newId() }) } },
    config: { rateLimitScale: 0.05, trustProxy: ['127.0.0.1'] },
    rooms: [
      (app) => void app.get('/v1/picture', { config: { access: 'PUBLIC', limit: 'photo' } }, () => 'x'),
    ],
  })
})
afterAll(() => gateway.close())

const from = (ip: string) => ({ 'x-forwarded-for': ip })
const undo = (token: string) => send(gateway, { method: 'POST', url: '/v1/discovery/undo', token })
const statuses = async (times: number, act: () => ReturnType<typeof send>) => {
  const seen: number[] = []
  for (let i = 0; i < times; i++) seen.push((await act()).status)
  return seen
}

describe('rate limits', () => {
  it('count a caller without a token by address, unknown routes and refused tokens included', async () => {
    const urls = ['/nope', '/v1/profiles/me', '/problems/x', '/nope', '/nope', '/nope']
    const seen: number[] = []
    for (const url of urls) {
      seen.push(
        (await send(gateway, { url, headers: { ...from('10.1.1.1'), authorization: 'Bearer bad' } })).status,
      )
    }
    expect(seen).toEqual([404, 401, 200, 404, 404, 429])
    expect((await send(gateway, { url: '/nope', headers: from('10.1.1.2') })).status).toBe(404)
  })

  it('take a network of IPv6 addresses for one caller', async () => {
    const seen: number[] = []
    for (let i = 1; i <= 6; i++) {
      seen.push((await send(gateway, { url: '/nope', headers: from(`2001:db8:1:1::${i}`) })).status)
    }
    expect(seen).toEqual([404, 404, 404, 404, 404, 429])
  })

  it('take an address for the same caller whatever port a proxy writes beside it', async () => {
    for (const host of ['192.0.2.7', '[2001:db8:1:7::1]', '::ffff:192.0.2.8']) {
      const address = (i: number) => (host.startsWith('::') ? host : `${host}:${4711 + i}`)
      const seen: number[] = []
      for (let i = 0; i < 6; i++)
        seen.push((await send(gateway, { url: '/nope', headers: from(address(i)) })).status)
      expect(seen).toEqual([404, 404, 404, 404, 404, 429])
    }
    expect((await send(gateway, { url: '/nope', headers: from('192.0.2.8') })).status).toBe(429)
  })

  it('hold the named limit of a route for each person, wherever they call from', async () => {
    const alice = await gateway.authority.issue(newId())
    expect(await statuses(7, () => undo(alice))).toEqual([200, 200, 200, 200, 200, 200, 429])
    expect((await undo(await gateway.authority.issue(newId()))).status).toBe(200)
  })

  it('hold the general limit beside it, over all routes', async () => {
    const token = await gateway.authority.issue(newId())
    const seen = await statuses(51, () => send(gateway, { url: '/nope', token }))
    expect(seen.slice(49)).toEqual([404, 429])
    expect((await undo(token)).status).toBe(429)
  })

  it('tell what holds, what is left and when to come back', async () => {
    const token = await gateway.authority.issue(newId())
    const first = await undo(token)
    expect(first.headers['ratelimit-policy']).toBe('"user";q=50;w=60, "swipe";q=6;w=60')
    expect(first.headers['ratelimit']).toMatch(/^"user";r=49;t=\d+, "swipe";r=5;t=\d+$/)
    expect(first.headers['retry-after']).toBeUndefined()
    await statuses(5, () => undo(token))
    const last = await undo(token)
    expect(last).toMatchObject({ status: 429, json: { code: 'RATE_LIMITED' } })
    expect(last.headers['ratelimit']).toMatch(/^"user";r=43;t=\d+, "swipe";r=0;t=\d+$/)
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(last.headers['retry-after'])).toBeLessThanOrEqual(60)
  })

  it('leave pictures to a limit of their own', async () => {
    const seen = await statuses(20, () => send(gateway, { url: '/v1/picture', headers: from('10.2.2.2') }))
    expect(new Set(seen)).toEqual(new Set([200]))
    expect((await send(gateway, { url: '/nope', headers: from('10.2.2.2') })).status).toBe(404)
  })

  it('hold callers to the numbers that an RPC states for itself', async () => {
    const token = await gateway.authority.issue(newId())
    const seen = await statuses(7, () => send(gateway, { url: `/v1/profiles/${newId()}`, token }))
    expect(seen.at(-1)).toBe(429)
    expect(seen.slice(0, 6)).not.toContain(429)
  })

  it('know every class that the contract names', () => {
    const named = loadContract().methods.flatMap(({ policy }) =>
      policy.rate === undefined ? policy.limit : [],
    )
    expect(named.filter((limit) => limit !== '' && !isRateClass(limit))).toEqual([])
  })
})

it('believes nobody about the caller’s address unless told whom', async () => {
  const open = await startGateway({ config: { rateLimitScale: 0.05 } })
  const seen: number[] = []
  for (let i = 0; i < 6; i++)
    seen.push((await send(open, { url: '/nope', headers: from(`10.3.3.${i}`) })).status)
  expect(seen).toEqual([404, 404, 404, 404, 404, 429])
  await open.close()
})
