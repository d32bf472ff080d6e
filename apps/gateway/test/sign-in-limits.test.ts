import { afterAll, beforeAll, expect, it } from 'vitest'

import { AppError, newId } from '@kindred/kernel'
import { createTestAuthority, createTestClock, type TestAuthority } from '@kindred/testkit'

import { startGateway, type TestGateway } from './harness.js'
import { send } from './requests.js'

const clock = createTestClock()
let authority: TestAuthority
let gateway: TestGateway
let asked = 0

const pair = { accessToken: 'a', refreshToken: 'r', tokenType: 'Bearer', expiresIn: 300 }
const refused = (code: string) => new AppError({ kind: 'unauthenticated', code, detail: 'No.' })

// A tenth of every limit: 1 refused sign-in and 3 refused refreshes of an address, 60 of both, 10 requests without a token.
beforeAll(async () => {
  authority = await createTestAuthority(clock)
  gateway = await startGateway({
    authority,
    config: { rateLimitScale: 0.1, trustProxy: ['127.0.0.1'] },
    services: {
      auth: {
        refreshSession: async (_context, { refreshToken }) => {
          asked++
          if (refreshToken.startsWith('bad')) throw refused('REFRESH_TOKEN_INVALID')
          return pair
        },
        signInWithTelegram: async (_context, { initData }) => {
          if (initData.startsWith('bad')) throw refused('INIT_DATA_INVALID')
          return { ...pair, user: { id: newId(), languageCode: 'en' }, isNewUser: false }
        },
      },
    },
  })
})
afterAll(() => gateway.close())

const at = (ip: string) => ({ 'x-forwarded-for': ip })
const refresh = async (ip: string, refresh_token: string, token?: string): Promise<number> => {
  const payload = { refresh_token }
  const request = { method: 'POST', url: '/v1/auth/refresh', headers: at(ip), payload } as const
  return (await send(gateway, token === undefined ? request : { ...request, token })).status
}
const signIn = async (ip: string, init_data: string): Promise<number> =>
  (await send(gateway, { method: 'POST', url: '/v1/auth/telegram', headers: at(ip), payload: { init_data } }))
    .status

const inTurn = async (times: number, act: (i: number) => Promise<number>): Promise<number[]> => {
  const seen: number[] = []
  for (let i = 0; i < times; i++) seen.push(await act(i))
  return seen
}

it('lets a session refresh that names itself, whatever others behind the same address are refused', async () => {
  const token = await authority.issue(newId())
  clock.advance(400_000)
  expect(await inTurn(5, (i) => refresh('10.1.1.1', `bad ${i}`))).toEqual([401, 401, 401, 429, 429])
  expect(await refresh('10.1.1.1', 'good', token)).toBe(200)
})

it('counts a session that names itself by itself, from wherever it calls', async () => {
  const [one, other] = [await authority.issue(newId()), await authority.issue(newId())]
  const seen = await inTurn(4, (i) => refresh(`10.1.2.${i}`, `good ${i}`, one))
  expect(seen).toEqual([200, 200, 200, 429])
  expect(await refresh('10.1.2.0', 'good', other)).toBe(200)
})

it('takes no token of somebody else for a session', async () => {
  const foreign = await (await createTestAuthority(clock)).issue(newId())
  const seen = await inTurn(5, (i) => refresh('10.1.3.1', `bad ${i}`, foreign))
  expect(seen).toEqual([401, 401, 401, 429, 429])
})

it('lets as many people refresh and sign in from one address as there are', async () => {
  expect(new Set(await inTurn(40, (i) => refresh('10.1.4.1', `good ${i}`)))).toEqual(new Set([200]))
  expect(new Set(await inTurn(40, (i) => signIn('10.1.4.1', `good ${i}`)))).toEqual(new Set([200]))
})

it('lets one proof or token not be used over and over', async () => {
  expect(await inTurn(3, () => signIn('10.1.5.1', 'good, again'))).toEqual([200, 429, 429])
  expect(await inTurn(4, () => refresh('10.1.5.1', 'good, again'))).toEqual([200, 200, 200, 429])
})

it('counts what is refused for the address, a /64 of IPv6 for one', async () => {
  expect(await inTurn(3, (i) => signIn('10.1.6.1', `bad ${i}`))).toEqual([401, 429, 429])
  expect(await signIn('10.1.6.2', 'bad')).toBe(401)
  expect(await inTurn(3, (i) => signIn(`2001:db8:0:6::${i + 1}`, `bad six ${i}`))).toEqual([401, 429, 429])
  expect(await signIn('2001:db8:0:7::1', 'bad seven')).toBe(401)
})

it('lets what is good pass though its address used up its refusals', async () => {
  expect((await inTurn(6, (i) => signIn('10.1.8.1', `bad eight ${i}`))).slice(-5)).toEqual(Array(5).fill(429))
  expect(await signIn('10.1.8.1', 'good for eight')).toBe(200)
  expect((await inTurn(8, (i) => refresh('10.1.8.1', `bad eight ${i}`))).slice(-5)).toEqual(
    Array(5).fill(429),
  )
  expect(await refresh('10.1.8.1', 'good for eight')).toBe(200)
  expect(await signIn('10.1.8.1', 'bad eight, again')).toBe(429)
})

it('tells whose refusals are too many how it stands and when to come back', async () => {
  const ask = (init_data: string) =>
    send(gateway, {
      method: 'POST',
      url: '/v1/auth/telegram',
      headers: at('10.1.9.1'),
      payload: { init_data },
    })
  const first = await ask('bad nine')
  expect(first).toMatchObject({ status: 401, json: { code: 'INIT_DATA_INVALID' } })
  expect(first.headers['ratelimit']).toMatch(/^"login";r=0;t=\d+, "refused";r=59;t=\d+$/)
  expect(first.headers['retry-after']).toBeUndefined()
  const second = await ask('bad nine, again')
  expect(second).toMatchObject({ status: 429, json: { code: 'RATE_LIMITED' } })
  expect(second.headers['www-authenticate']).toBeUndefined()
  expect(Number(second.headers['retry-after'])).toBeGreaterThan(0)
  expect(Number(second.headers['retry-after'])).toBeLessThanOrEqual(60)
  const good = await ask('good for nine')
  expect(good.status).toBe(200)
  expect(good.headers['retry-after']).toBeUndefined()
})

it('asks for nothing of an address any more that is refused without end', async () => {
  const before = asked
  const seen = await inTurn(70, (i) => refresh('10.1.10.1', `bad ten ${i}`))
  expect(seen.slice(0, 3)).toEqual([401, 401, 401])
  expect(new Set(seen.slice(3))).toEqual(new Set([429]))
  expect(asked - before).toBe(60)
  expect(await refresh('10.1.10.1', 'good for ten')).toBe(429)
  expect(await refresh('10.1.10.2', 'good for ten')).toBe(200)
})

it('keeps nobody from signing in for what others ask of other routes', async () => {
  const seen = await inTurn(
    12,
    async () => (await send(gateway, { url: '/nope', headers: at('10.1.7.1') })).status,
  )
  expect(seen.at(-1)).toBe(429)
  expect(await signIn('10.1.7.1', 'good for seven')).toBe(200)
})
