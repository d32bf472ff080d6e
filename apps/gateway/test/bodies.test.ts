import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'
import { loadContract } from '@kindred/rpc'

import { registerMediaRoutes } from '../src/media/index.js'
import { startGateway, type TestGateway } from './harness.js'
import { send } from './requests.js'

let gateway: TestGateway
let token: string

beforeAll(async () => {
  gateway = await startGateway({
    services: {
      auth: { signOut: async () => ({}), revokeSession: async () => ({}) },
      discovery: { unblock: async () => ({}), undo: async () => ({ targetUserId: newId() }) },
    },
    rooms: [registerMediaRoutes],
  })
  token = await gateway.authority.issue(newId(), { roles: ['moderator', 'admin'] })
})
afterAll(() => gateway.close())

const json = 'application/json'
const types = [
  json,
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  'text/plain',
  'x',
]

it.each(types)('takes no body for none where a client promises one of the type %s', async (type) => {
  const empty = { headers: { 'content-type': type }, token }
  const given = { headers: { 'content-type': type, 'content-length': '0' }, token }
  const session = `/v1/auth/sessions/${newId()}`
  for (const request of [empty, given]) {
    expect((await send(gateway, { ...request, method: 'DELETE', url: session })).status).toBe(204)
    expect(
      (await send(gateway, { ...request, method: 'DELETE', url: `/v1/discovery/blocks/${newId()}` })).status,
    ).toBe(204)
    expect((await send(gateway, { ...request, method: 'POST', url: '/v1/auth/logout' })).status).toBe(204)
    expect((await send(gateway, { ...request, method: 'POST', url: '/v1/discovery/undo' })).status).toBe(200)
  }
})

it('names the fields that an empty body leaves out', async () => {
  const request = {
    method: 'POST',
    url: '/v1/discovery/pass',
    headers: { 'content-type': json },
    token,
  } as const
  const answer = await send(gateway, { ...request, payload: '' })
  expect(answer).toMatchObject({ status: 400, json: { code: 'VALIDATION_FAILED' } })
})

it('takes a chunked body of no bytes for none', async () => {
  const address = await gateway.app.listen({ host: '127.0.0.1', port: 0 })
  const nothing = new ReadableStream({ start: (controller) => controller.close() })
  const headers = { authorization: `Bearer ${token}`, 'content-type': json }
  const init = { method: 'POST', headers, body: nothing, duplex: 'half' } as RequestInit
  expect((await fetch(`${address}/v1/auth/logout`, init)).status).toBe(204)
})

const writes = loadContract().methods.flatMap(({ http }) =>
  http === undefined || http.verb === 'GET' ? [] : [http],
)
const forms = ['/v1/media', '/v1/safety/verifications/{verification_id}/video']
const routes = [
  ...writes.map(({ verb, path }) => [verb, path] as const),
  ...forms.map((path) => ['POST', path] as const),
]

it.each(routes)('refuses a compressed body on %s %s', async (method, path) => {
  const url = path.replaceAll(/\{\w+\}/g, () => newId())
  const isForBot = /^\/v1\/(auth\/bot|bot\/(deliveries|cases:|cases\/.*\/result))/.test(path)
  const bearer = isForBot ? gateway.context.config.botSecret : token
  for (const encoding of ['gzip', 'br', 'GZIP', 'identity, gzip']) {
    const headers = { 'content-type': json, 'content-encoding': encoding, authorization: `Bearer ${bearer}` }
    const answer = await send(gateway, { method, url, headers, payload: gzipSync('{}') })
    expect(answer).toMatchObject({ status: 415, json: { code: 'UNSUPPORTED_MEDIA_TYPE' } })
    expect(answer.headers['accept-encoding']).toBe('identity')
  }
})

it('reads a body that says that it is not compressed', async () => {
  const headers = { 'content-encoding': 'identity' }
  const answer = await send(gateway, {
    method: 'POST',
    url: '/v1/discovery/undo',
    headers,
    payload: {},
    token,
  })
  expect(answer.status).toBe(200)
})
