import { once } from 'node:events'
import { Agent, type IncomingMessage, request as requestBy } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { json as readJson } from 'node:stream/consumers'

import type { FastifyRequest } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { startGateway, type TestGateway } from './harness.js'
import { send, type TestAnswer } from './requests.js'

const origin = 'https://app.kindred.test'
/** The requests that this gateway has refused because it had too many. */
const turnedAway = async (): Promise<number> =>
  Number(/turned_away_total(?:\{.*\})? (\d+)/.exec(await gateway.context.metrics.render())?.[1])
const tokens = { accessToken: 'a', refreshToken: 'r', tokenType: 'Bearer', expiresIn: 300 }

let gateway: TestGateway
let url: string
let release: () => void
/** What waits for an answer, which takes places. */
const held: Promise<TestAnswer>[] = []
let arrive = (): void => undefined
/** Who got past the wait for the end of their connection. */
let left = 0

beforeAll(async () => {
  const released = new Promise<void>((resolve) => (release = resolve))
  gateway = await startGateway({
    config: { maxWaitMs: 50 },
    services: {
      auth: { refreshSession: async () => tokens },
      profile: { getCatalogue: async () => ({ interests: [], goals: [], languages: [] }) },
    },
    rooms: [
      (app) => {
        const work = { priority: 'usual', kind: 'held', part: 'held' } as const
        const abandoned = { ...work, kind: 'abandoned', part: 'abandoned' }
        const untilGone = async (request: FastifyRequest) => {
          if (request.url.endsWith('gone')) await once(request.raw.socket, 'close')
          left += 1
        }
        app.get(
          '/abandoned',
          { config: { access: 'PUBLIC', work: abandoned }, onRequest: untilGone },
          async () => ({}),
        )
        app.get('/held', { config: { access: 'PUBLIC', work } }, async () => {
          arrive()
          await released
          return {}
        })
      },
    ],
  })
  await gateway.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(gateway.app.server.address() as AddressInfo).port}`
})
afterAll(() => gateway.close())

/** Takes all the places that one part may have, which become more while others are answered; resolves with the refusal. */
async function fill(): Promise<TestAnswer> {
  for (;;) {
    const arrival = new Promise<undefined>((resolve) => (arrive = () => resolve(undefined)))
    const one = send(gateway, { url: '/held' })
    const refusal = await Promise.race([one, arrival])
    if (refusal !== undefined) return refusal
    held.push(one)
  }
}

it('refuses at once what waits for a part that has all the places it may have', async () => {
  const { status, json, headers } = await fill()
  expect([status, json['code'], headers['retry-after']]).toEqual([503, 'OVERLOADED', '1'])
})

it('answers what waits for other parts, and health always', async () => {
  expect((await send(gateway, { url: '/v1/profiles/catalogue' })).status).toBe(200)
  expect((await send(gateway, { url: '/health' })).json['status']).toBe('degraded')
  const refresh = { method: 'POST', url: '/v1/auth/refresh', payload: { refresh_token: 'r' } } as const
  expect((await send(gateway, refresh)).status).toBe(200)
})

it('gives nobody a place who has gone before it was theirs', async () => {
  await fill()
  const room = held.length
  const { port } = gateway.app.server.address() as AddressInfo
  for (let one = 0; one < room; one += 1) {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.write('GET /abandoned?gone HTTP/1.1\r\nHost: kindred\r\n\r\n', () => socket.destroy())
    await once(socket, 'close')
  }
  await expect.poll(() => left, { timeout: 60_000 }).toBe(room)
  expect((await send(gateway, { url: '/abandoned' })).status).toBe(200)
})

it('refuses before anything looks at a request with the same problem, readable for a page of another origin', async () => {
  await fill()
  const answer = await fetch(`${url}/held?a=b`, { headers: { origin } })
  expect(answer.status).toBe(503)
  const headers = Object.fromEntries(answer.headers)
  expect(headers).toMatchObject({
    'access-control-allow-origin': origin,
    'cache-control': 'no-store',
    'content-type': 'application/problem+json',
    'retry-after': '1',
    'x-content-type-options': 'nosniff',
  })
  const problem = (await answer.json()) as Record<string, unknown>
  expect(problem).toMatchObject({ code: 'OVERLOADED', status: 503, instance: '/held' })
  expect(problem['request_id']).toBe(headers['x-request-id'])
  expect(headers['ratelimit']).toBeUndefined()
  expect((await fetch(`${url}/v1/profiles/catalogue`)).status).toBe(200)
})

/** Asks over the agent's connection, with POST where there is a body. */
async function askBy(agent: Agent, path: string, body?: object) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const method = body === undefined ? 'GET' : 'POST'
  const request = requestBy(`${url}${path}`, { agent, method, headers: { origin, ...type } })
  request.end(body === undefined ? undefined : JSON.stringify(body))
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  const json = (await readJson(answer)) as Record<string, unknown>
  return { answer, json, isReused: request.reusedSocket }
}

it('refuses a connection that was refused before in the same words, and counts it', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = async () => {
    const { answer, json: problem } = await askBy(agent, '/held?a=b')
    const { date, 'keep-alive': _, 'x-request-id': id, ...headers } = answer.headers
    expect(problem['request_id']).toBe(id)
    return {
      isEarly: date === undefined,
      status: answer.statusCode,
      headers,
      problem: { ...problem, request_id: '' },
    }
  }
  await fill()
  const before = await turnedAway()
  await ask()
  const refusals = [await ask(), await ask()]
  agent.destroy()
  expect(refusals.map(({ isEarly }) => isEarly)).toEqual([false, true])
  const length = refusals[0]?.headers['content-length']
  expect(refusals[1]).toEqual({ ...refusals[0], isEarly: true })
  expect(Number(length)).toBeGreaterThan(100)
  expect(await turnedAway()).toBe(before + 3)
})

it('answers health, other parts and a refresh on a connection that was refused before the parser', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  await fill()
  for (let refusal = 0; refusal < 3; refusal += 1)
    expect((await askBy(agent, '/held')).answer.statusCode).toBe(503)
  const before = await turnedAway()
  const asked = [
    await askBy(agent, '/health'),
    await askBy(agent, '/v1/profiles/catalogue'),
    await askBy(agent, '/v1/auth/refresh', { refresh_token: 'r' }),
  ]
  const refused = await askBy(agent, '/held')
  agent.destroy()
  expect(asked.map(({ json }) => Object.keys(json)[0])).toEqual(['status', 'interests', 'access_token'])
  expect([...asked, refused].every(({ isReused }) => isReused)).toBe(true)
  expect(refused.answer.statusCode).toBe(503)
  expect(await turnedAway()).toBe(before + 1)
})

it('takes requests again when the others were answered', async () => {
  release()
  const statuses = (await Promise.all(held)).map(({ status }) => status)
  expect(new Set(statuses)).toEqual(new Set([200]))
  await expect.poll(async () => (await send(gateway, { url: '/held' })).status).toBe(200)
  expect((await fetch(`${url}/held`)).status).toBe(200)
})
