import { connect } from 'node:net'

import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { AppError, newId } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'
import { createTestAuthority, testLog } from '@kindred/testkit'

import { startGateway, type TestGateway } from './harness.js'
import { refused, send } from './requests.js'

const userId = newId()
let gateway: TestGateway
let token: string
let address: string
let calls = 0
const catalogueCalls: Call[] = []

const renewed = { accessToken: 'a', refreshToken: 'r', tokenType: 'Bearer', expiresIn: 300 }
const failing = (error: Error) => async () => {
  throw error
}

beforeAll(async () => {
  gateway = await startGateway({
    services: {
      auth: {
        refreshSession: async () => renewed,
      },
      profile: {
        getProfile: failing(
          new AppError({ kind: 'notFound', code: 'PROFILE_NOT_FOUND', detail: 'There is no such profile.' }),
        ),
        getMyProfile: failing(new Error('select * from profile where secret = 1')),
        getCatalogue: (_context, _request, call) => {
          catalogueCalls.push(call)
          return new Promise(() => undefined)
        },
        updateMyProfile: failing(
          new AppError({
            kind: 'invalid',
            code: 'INTEREST_UNKNOWN',
            detail: 'No such interest.',
            fields: [{ pointer: '/interests/0', code: 'UNKNOWN', detail: 'Not in the catalogue.' }],
          }),
        ),
        setMyLocation: failing(
          new AppError({
            kind: 'rateLimited',
            code: 'LOCATION_CHANGED_TOO_OFTEN',
            detail: 'Later.',
            retryAfter: 61.2,
          }),
        ),
        createProfile: async () => {
          calls += 1
          return {}
        },
      },
    },
    rooms: [
      (app) => {
        app.get('/v1/moderation', { config: { access: 'MODERATOR' } }, () => ({ ok: true }))
        app.get('/v1/whoami', { config: { access: 'PUBLIC' } }, ({ principal }) => principal)
      },
    ],
  })
  token = await gateway.authority.issue(userId)
  address = await gateway.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => gateway.close())
beforeEach(() => testLog.clear())

/** Writes bytes to the gateway and reads until it closes. */
const exchange = (bytes: string) =>
  new Promise<string>((resolve) => {
    let text = ''
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(bytes, 'latin1'))
    socket.on('data', (data) => (text += data.toString())).on('close', () => resolve(text))
  })

const json = { 'content-type': 'application/json' }
const profiles = { method: 'POST', url: '/v1/profiles' } as const
const bearer = (text: string) => ({ authorization: `Bearer ${text}` })

interface Failure {
  readonly request: InjectOptions
  readonly anonymous?: true
  readonly status: number
  readonly code: string
  readonly headers?: Record<string, string>
}

const failures: Record<string, Failure> = {
  'no token': {
    request: profiles,
    anonymous: true,
    status: 401,
    code: 'UNAUTHENTICATED',
    headers: { 'www-authenticate': 'Bearer realm="kindred"' },
  },
  'a token that is none': {
    request: { ...profiles, headers: bearer('abc') },
    anonymous: true,
    status: 401,
    code: 'TOKEN_INVALID',
    headers: { 'www-authenticate': 'Bearer realm="kindred", error="invalid_token"' },
  },
  'another scheme': {
    request: { ...profiles, headers: { authorization: 'Basic eDp5' } },
    anonymous: true,
    status: 401,
    code: 'TOKEN_INVALID',
  },
  'a role that is missing': { request: { url: '/v1/moderation' }, status: 403, code: 'FORBIDDEN' },
  'an unknown route, its query untold': {
    request: { url: '/v1/nothing?sig=hidden' },
    status: 404,
    code: 'ROUTE_NOT_FOUND',
  },
  'a root that is not served': { request: { url: '//' }, status: 404, code: 'ROUTE_NOT_FOUND' },
  'another method': {
    request: { method: 'DELETE', url: `/v1/profiles/${userId}` },
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    headers: { allow: 'GET, HEAD' },
  },
  'a bad escape in the path': { request: { url: '/v1/%zz' }, status: 400, code: 'URL_INVALID' },
  'malformed JSON': {
    request: { ...profiles, headers: json, payload: '{"name":' },
    status: 400,
    code: 'BODY_NOT_JSON',
  },
  'a poisoned prototype': {
    request: { ...profiles, headers: json, payload: '{"__proto__":{"x":1}}' },
    status: 400,
    code: 'BODY_NOT_JSON',
  },
  'a poisoned constructor': {
    request: { ...profiles, headers: json, payload: '{"constructor":{"prototype":{"x":1}}}' },
    status: 400,
    code: 'BODY_NOT_JSON',
  },
  'a body that is no object': {
    request: { ...profiles, headers: json, payload: '[1]' },
    status: 400,
    code: 'VALIDATION_FAILED',
  },
  'null for a body': {
    request: { ...profiles, headers: json, payload: 'null' },
    status: 400,
    code: 'VALIDATION_FAILED',
  },
  'plain text': {
    request: { ...profiles, headers: { 'content-type': 'text/plain' }, payload: 'x' },
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  'a form': {
    request: {
      ...profiles,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'name=A',
    },
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  'a body above 256 KiB': {
    request: { ...profiles, payload: { bio: 'x'.repeat(256 * 1024) } },
    status: 413,
    code: 'BODY_TOO_LARGE',
  },
  'an unknown field': { request: { ...profiles, payload: { x: 1 } }, status: 400, code: 'VALIDATION_FAILED' },
  'an idempotency key with a space': {
    request: { ...profiles, headers: { 'idempotency-key': 'a b' }, payload: {} },
    status: 400,
    code: 'IDEMPOTENCY_KEY_INVALID',
  },
  'an idempotency key without end': {
    request: { ...profiles, headers: { 'idempotency-key': 'k'.repeat(256) }, payload: {} },
    status: 400,
    code: 'IDEMPOTENCY_KEY_INVALID',
  },
  'an error of a service': {
    request: { url: `/v1/profiles/${userId}` },
    status: 404,
    code: 'PROFILE_NOT_FOUND',
  },
  'a failure inside a service': { request: { url: '/v1/profiles/me' }, status: 500, code: 'INTERNAL' },
  'a service that never answers': {
    request: { url: '/v1/profiles/catalogue' },
    status: 504,
    code: 'DEADLINE_EXCEEDED',
  },
  'a service that is away': {
    request: { url: '/v1/discovery/candidates' },
    status: 503,
    code: 'DISCOVERY_UNAVAILABLE',
    headers: { 'retry-after': '1' },
  },
  'a wait that a service asks for': {
    request: { method: 'PUT', url: '/v1/profiles/me/location', payload: { latitude: 1, longitude: 2 } },
    status: 429,
    code: 'LOCATION_CHANGED_TOO_OFTEN',
    headers: { 'retry-after': '62' },
  },
}

describe('every failure is a problem document', () => {
  it.each(Object.entries(failures))(
    '%s',
    async (_name, { request, anonymous, status, code, headers = {} }) => {
      const answer = await send(gateway, { ...request, ...(anonymous ? {} : { token }) })
      expect(answer).toMatchObject({ status, json: { status, code }, headers })
      expect(answer.headers['content-type']).toBe('application/problem+json')
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
      expect(answer.json).toEqual({
        type: `/problems/${code.toLowerCase().replaceAll('_', '-')}`,
        title: expect.stringMatching(/^[A-Z]/),
        detail: expect.stringMatching(/\.$/),
        instance: String(request.url).split('?')[0],
        request_id: answer.headers['x-request-id'],
        status,
        code,
        ...(code === 'VALIDATION_FAILED' ? { errors: expect.any(Array) } : {}),
      })
      expect(answer.body).not.toMatch(/select|secret|\bat .*\.[jt]s|127\.0\.0\.1/)
      expect(calls).toBe(0)
    },
  )

  it('a token that expired, was revoked, or comes from elsewhere', async () => {
    const { issue, revoke } = gateway.authority
    const codeOf = async (text: string) => (await send(gateway, { ...profiles, token: text })).json['code']
    const sessionId = newId()
    const revoked = await issue(userId, { sessionId })
    revoke(sessionId)
    expect(await codeOf(revoked)).toBe('SESSION_REVOKED')
    expect(await codeOf(await issue(userId, { expiresIn: -60 }))).toBe('TOKEN_EXPIRED')
    expect(await codeOf(await (await createTestAuthority()).issue(userId))).toBe('TOKEN_INVALID')
  })

  it('and those that are our own are logged with their cause, outages with a line', async () => {
    const told = () => {
      const lines = testLog.records().filter(({ message }) => message !== 'answered')
      return lines.map(({ level, fields, message }) => [level, message, 'err' in fields])
    }
    const ask = (url: string) => send(gateway, { url, token })
    testLog.clear()
    await ask('/v1/profiles/me')
    expect(told()).toContainEqual(['error', 'a request failed', true])
    testLog.clear()
    await ask('/v1/discovery/likes')
    // An outage that goes on is logged again a second later.
    await expect.poll(told).toEqual([['warn', 'a part of Kindred did not answer', false]])
    testLog.clear()
    await ask('/nope')
    expect(told()).toEqual([])
  })

  it('fields that a service refuses keep their pointers', async () => {
    const answer = await send(gateway, {
      method: 'PATCH',
      url: '/v1/profiles/me',
      token,
      payload: { interests: ['x'] },
    })
    expect([answer.json['code'], refused(answer)]).toEqual(['INTEREST_UNKNOWN', ['/interests/0 UNKNOWN']])
  })

  it.each([
    ['bytes that are not HTTP', 'GARBAGE', 400, 'REQUEST_INVALID'],
    ['a request without a host', 'GET /nope HTTP/1.1\r\nConnection: close', 400, 'REQUEST_INVALID'],
    ['two hosts', 'GET /nope HTTP/1.1\r\nHost: a\r\nhost: b\r\nConnection: close', 400, 'REQUEST_INVALID'],
    [
      'two tokens',
      'GET /nope HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\nConnection: close',
      400,
      'REQUEST_INVALID',
    ],
    ['a path that cannot be read', 'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close', 400, 'URL_INVALID'],
    [
      'an odd expectation',
      'GET /nope HTTP/1.1\r\nHost: a\r\nExpect: cake\r\nConnection: close',
      404,
      'ROUTE_NOT_FOUND',
    ],
  ])('%s, with security headers and an id', async (_name, head, status, code) => {
    const answer = await exchange(`${head}\r\n\r\n`)
    const [headers = '', body = ''] = answer.split('\r\n\r\n')
    expect(headers).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(headers).toMatch(/^content-type: application\/problem\+json/im)
    expect(headers).toMatch(/^content-security-policy: default-src 'none'/im)
    expect(headers).toMatch(/^x-content-type-options: nosniff/im)
    const problem = JSON.parse(body) as Record<string, string>
    expect(problem['code']).toBe(code)
    expect(headers).toContain(`x-request-id: ${problem['request_id']}`)
  })
})

describe('the edge', () => {
  it('lets a public route pass whatever token comes with it', async () => {
    const expired = await gateway.authority.issue(userId, { expiresIn: -60 })
    const refresh = { method: 'POST', url: '/v1/auth/refresh', payload: { refresh_token: 'r' } } as const
    expect((await send(gateway, { ...refresh, token: expired })).status).toBe(200)
    expect((await send(gateway, { url: '/v1/whoami', token: expired })).json).toEqual({ kind: 'anonymous' })
    expect((await send(gateway, { url: '/v1/whoami', token })).json).toMatchObject({ kind: 'user', userId })
  })

  it('lets a role in', async () => {
    const moderator = await gateway.authority.issue(userId, { roles: ['moderator'] })
    expect((await send(gateway, { url: '/v1/moderation', token: moderator })).status).toBe(200)
  })

  it('keeps a sane request id and replaces an odd one', async () => {
    const idOf = async (id: string) =>
      (await send(gateway, { url: '/nope', headers: { 'x-request-id': id } })).headers['x-request-id']
    expect(await idOf('abc-123')).toBe('abc-123')
    expect(await idOf('a b')).not.toBe('a b')
    expect(await idOf('x'.repeat(129))).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('takes a trace context that is none for absent, bytes that gRPC cannot carry included', async () => {
    const head = `DELETE /v1/profiles/me HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer ${token}`
    const answer = await exchange(`${head}\r\ntraceparent: \xe9\xff\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 501 .*"code":"UNIMPLEMENTED"/s)
  })

  it('sends security headers and answers a preflight of a configured origin only', async () => {
    const preflight = (origin: string) =>
      send(gateway, {
        method: 'OPTIONS',
        url: '/v1/profiles',
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    const allowed = await preflight('https://app.kindred.test')
    expect(allowed.status).toBe(204)
    expect(allowed.headers['access-control-allow-origin']).toBe('https://app.kindred.test')
    expect(allowed.headers['access-control-allow-headers']).toContain('idempotency-key')
    expect((await preflight('https://evil.test')).headers['access-control-allow-origin']).toBeUndefined()
    expect(allowed.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    })
  })

  it('logs an answer by its route, without token, body, query or id', async () => {
    const url = `/v1/profiles/${userId}?sig=hidden`
    await send(gateway, { url, token, headers: { 'x-request-id': 'r-9' } })
    await expect
      .poll(() => testLog.records().find(({ message }) => message === 'answered')?.fields)
      .toEqual({
        method: 'GET',
        route: '/v1/profiles/:user_id',
        status: 400,
        ms: expect.any(Number),
        request_id: 'r-9',
      })
    const lines = JSON.stringify(testLog.records())
    for (const secret of [token, 'hidden', userId]) expect(lines).not.toContain(secret)
  })

  it('cancels the call of a caller who went away', async () => {
    const leaving = new AbortController()
    const begun = catalogueCalls.length
    const gone = fetch(`${address}/v1/profiles/catalogue`, { signal: leaving.signal }).catch(() => 'left')
    await expect.poll(() => catalogueCalls.length).toBe(begun + 1)
    expect(catalogueCalls.at(-1)?.signal.aborted).toBe(false)
    leaving.abort()
    expect(await gone).toBe('left')
    await expect.poll(() => catalogueCalls.at(-1)?.signal.aborted).toBe(true)
    const statuses = testLog.records().flatMap(({ fields }) => ('status' in fields ? [fields.status] : []))
    expect(statuses).toEqual([499])
  })

  it('refuses to start with a route that does not state its access', async () => {
    const started = startGateway({ rooms: [(app) => void app.get('/open', () => 'x')] })
    await expect(started).rejects.toThrow('The route GET /open does not state its access')
  })
})

it('turns requests away while the process cannot keep up, and takes them again after', async () => {
  const busy = await startGateway({ config: { maxEventLoopDelayMs: 100 } })
  const block = () => {
    const end = Date.now() + 300
    while (Date.now() < end);
  }
  const overloaded = async () => {
    block()
    const { status, json: problem, headers } = await send(busy, { url: '/nope' })
    return [status, problem['code'], headers['retry-after']]
  }
  await expect.poll(overloaded, { timeout: 60_000, interval: 10 }).toEqual([503, 'OVERLOADED', '1'])
  await expect.poll(async () => (await send(busy, { url: '/nope' })).status, { timeout: 60_000 }).toBe(404)
  await busy.close()
})
