import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { Call } from '@kindred/rpc'
import { testLog } from '@kindred/testkit'
import { createTracer, type Span, type Tracer } from '@kindred/tracing'

import { botSecret, startGateway, type TestGateway } from './harness.js'
import { send } from './requests.js'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const outside = `00-${traceId}-00f067aa0ba902b7`
const settings = { endpoint: 'http://127.0.0.1:9', headers: {}, ratio: 0, slowMs: 600_000 }
const own = createTracer({ ...settings, name: 'gateway', version: '1', log: testLog })
const spans: Span[] = []
const calls: Call[] = []
const tracer: Tracer = {
  ...own,
  start(name, start) {
    const span = own.start(name, start)
    spans.push(span)
    return span
  },
}

let gateway: TestGateway
let behindProxy: TestGateway

beforeAll(async () => {
  const answer = async (_context: object, _request: object, call: Call) => {
    calls.push(call)
    return { language: undefined }
  }
  const options = { services: { auth: { findLanguage: answer } }, tracer }
  gateway = await startGateway(options)
  behindProxy = await startGateway({ ...options, config: { trustProxy: ['127.0.0.1'] } })
})
beforeEach(() => {
  spans.length = 0
  calls.length = 0
})
afterAll(async () => {
  await gateway.close()
  await behindProxy.close()
})

const ask = (of: TestGateway, url: string, headers: Record<string, string>) =>
  send(of, { method: 'GET', url, headers })

describe('a traceparent', () => {
  it('of a stranger names the trace, but does not make us keep it', async () => {
    await ask(gateway, '/v1/discovery/candidates', { traceparent: `${outside}-01` })
    expect(spans.map((span) => [span.name, span.traceId, span.parentId, span.sampled])).toEqual([
      ['GET /v1/discovery/candidates', traceId, '00f067aa0ba902b7', false],
    ])
  })

  it('of a trusted proxy decides whether the trace is kept', async () => {
    await ask(behindProxy, '/v1/discovery/candidates', { traceparent: `${outside}-01` })
    await ask(behindProxy, '/v1/discovery/candidates', { traceparent: `${outside}-00` })
    expect(spans.map(({ sampled }) => sampled)).toEqual([true, false])
  })

  it('of the bot does so too, and the services behind are told of both', async () => {
    const { status } = await send(gateway, {
      method: 'POST',
      url: '/v1/auth/bot/language',
      token: botSecret,
      headers: { traceparent: `${outside}-01`, tracestate: 'a=b' },
      payload: { telegram_user_id: 1 },
    })
    expect(status).toBe(200)
    expect(spans.map(({ sampled }) => sampled)).toEqual([true])
    expect(calls[0]?.traceparent).toMatch(new RegExp(`^00-${traceId}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`))
    expect(calls[0]?.header('tracestate')).toBe('a=b')
  })

  it('that is none is not taken, and a trace of our own begins', async () => {
    await ask(gateway, '/v1/discovery/candidates', { traceparent: 'zz-1-2-3' })
    expect(spans[0]?.parentId).toBeUndefined()
    expect(spans[0]?.traceId).toMatch(/^[0-9a-f]{32}$/)
  })
})

describe('a span', () => {
  it('tells the route of a request and not its path, query or caller', async () => {
    const id = '01936f2e-7c1a-7000-8000-00000000000a'
    await ask(gateway, `/v1/profiles/${id}?secret=sesame`, {})
    expect(spans[0]?.attributes).toMatchObject({
      'http.request.method': 'GET',
      'http.route': '/v1/profiles/:user_id',
      'http.response.status_code': 401,
    })
    expect(JSON.stringify([spans[0]?.name, spans[0]?.attributes])).not.toMatch(/sesame|01936f2e/)
  })

  it('is not begun for what is not of the API, nor for what waits for something to happen', async () => {
    await ask(gateway, '/health', {})
    await ask(gateway, '/openapi.json', {})
    await send(gateway, { method: 'POST', url: '/v1/bot/deliveries:claim', payload: {} })
    expect(spans).toEqual([])
  })
})
