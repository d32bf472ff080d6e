import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { AppError } from '@kindred/kernel'

import {
  createTracer,
  currentSpan,
  inSpan,
  readTraceparent,
  traceFields,
  type Tracer,
  within,
} from '../src/index.js'

interface SentSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly { readonly key: string; readonly value: object }[]
  readonly status: { readonly code?: number; readonly message?: string }
}

/** A collector that can be away. */
async function startCollector() {
  const spans: SentSpan[] = []
  const headers: unknown[] = []
  let status = 200
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      headers.push(request.headers['api-key'])
      const { resourceSpans } = JSON.parse(body) as {
        resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[]
      }
      if (status === 200) spans.push(...(resourceSpans[0]?.scopeSpans[0]?.spans ?? []))
      response.writeHead(status).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    spans,
    headers,
    answers: (code: number) => void (status = code),
    stop: () => void server.close(),
  }
}

const quiet = { debug() {}, info() {}, warn: vi.fn(), error() {} }
const parent = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true }

let collector: Awaited<ReturnType<typeof startCollector>>
let tracer: Tracer

const open = (ratio: number, slowMs = 600_000): Tracer => {
  const { endpoint } = collector
  const settings = { endpoint, headers: { 'api-key': 'sesame' }, ratio, slowMs }
  return (tracer = createTracer({ ...settings, name: 'chat', version: '1.2.3', log: quiet }))
}

beforeEach(async () => {
  collector = await startCollector()
  quiet.warn.mockReset()
})
afterEach(async () => {
  await tracer.stop()
  collector.stop()
})

describe('a tracer', () => {
  it('sends the spans of a chosen trace with their ids, parents, kinds and times once the first of them has ended', async () => {
    const root = open(1).start('POST /v1/x', { kind: 'server', attributes: { 'http.route': '/v1/x', n: 1 } })
    const part = root.child('SELECT x', { kind: 'client' })
    part?.end()
    root.end()
    await tracer.stop()
    expect(collector.headers).toEqual(['sesame'])
    expect(collector.spans.map(({ name, kind }) => [name, kind])).toEqual([
      ['POST /v1/x', 2],
      ['SELECT x', 3],
    ])
    const [first, second] = collector.spans
    expect([second?.traceId, second?.parentSpanId]).toEqual([first?.traceId, first?.spanId])
    expect(first?.attributes).toEqual([
      { key: 'http.route', value: { stringValue: '/v1/x' } },
      { key: 'n', value: { intValue: '1' } },
    ])
    const nearNow = BigInt(Date.now() - 60_000) * 1_000_000n
    expect(BigInt(first!.startTimeUnixNano) > nearNow).toBe(true)
    expect(BigInt(first!.endTimeUnixNano) >= BigInt(second!.endTimeUnixNano)).toBe(true)
  })

  it('goes on with the trace of another process, and follows its decision unless it is not believed', async () => {
    open(0).start('believed', { parent }).end()
    tracer.start('not believed', { parent, believes: false }).end()
    tracer.start('not chosen').end()
    await tracer.stop()
    expect(collector.spans.map(({ name, traceId, parentSpanId }) => [name, traceId, parentSpanId])).toEqual([
      ['believed', parent.traceId, parent.spanId],
    ])
  })

  it('keeps what fails by our own fault, and not what is refused', async () => {
    open(0)
    const refused = new AppError({ kind: 'notFound', code: 'X_NOT_FOUND', detail: 'Not there.' })
    await within(tracer.start('refused'), () => Promise.reject(refused)).catch(() => undefined)
    const failed = tracer.start('failed')
    await within(failed, async () => {
      await within(failed.child('part'), () => Promise.reject(new Error('broken'))).catch(() => undefined)
    })
    await tracer.stop()
    expect(collector.spans.map(({ name, status }) => [name, status])).toEqual([
      ['failed', {}],
      ['part', { code: 2, message: 'INTERNAL' }],
    ])
  })

  it('keeps what is slow, but not what only waits', async () => {
    open(0, -1).start('slow').end()
    const waiting = tracer.start('waiting')
    waiting.waits = true
    waiting.end()
    await tracer.stop()
    expect(collector.spans.map(({ name }) => name)).toEqual(['slow'])
  })

  it('takes no part of a span that has ended, and only so many of one', async () => {
    const root = open(1).start('root')
    const parts = Array.from({ length: 1_000 }, () => root.child('part'))
    for (const part of parts) part?.end()
    root.end()
    expect(root.child('late')).toBeUndefined()
    await tracer.stop()
    expect(collector.spans.length).toBeGreaterThan(100)
    expect(collector.spans.length).toBeLessThan(300)
  })

  it('sends again what the collector did not take, and says so once', async () => {
    collector.answers(503)
    open(1).start('first').end()
    await expect.poll(() => quiet.warn.mock.calls.length).toBe(1)
    collector.answers(200)
    tracer.start('second').end()
    await expect
      .poll(() => collector.spans.map(({ name }) => name), { timeout: 60_000 })
      .toEqual(['first', 'second'])
    expect([quiet.warn.mock.calls.length, tracer.dropped]).toEqual([1, 0])
  })
})

describe('the current span', () => {
  it('is that of the work that runs, also after it has waited, and there is none beside it', async () => {
    const root = open(1).start('root')
    expect([currentSpan(), traceFields()]).toEqual([undefined, {}])
    await inSpan(root, async () => {
      await new Promise((resolve) => setImmediate(resolve))
      expect(currentSpan()?.traceparent).toBe(`00-${root.traceId}-${root.spanId}-01`)
      expect(traceFields()).toEqual({ trace_id: root.traceId, span_id: root.spanId })
    })
    expect(currentSpan()).toBeUndefined()
  })
})

describe('a traceparent', () => {
  const [trace, span] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7']

  it('is read as W3C Trace Context has it, in a later version too', () => {
    expect(readTraceparent(`00-${trace}-${span}-01`)).toEqual({ traceId: trace, spanId: span, sampled: true })
    expect(readTraceparent(`00-${trace}-${span}-02`)).toMatchObject({ sampled: false })
    expect(readTraceparent(`cc-${trace}-${span}-01-what-comes`)).toMatchObject({ sampled: true })
  })

  it.each([
    ['', 'nothing'],
    ['00-x', 'half of one'],
    [`ff-${trace}-${span}-01`, 'a version that cannot be'],
    [`00-${trace}-${span}-01-more`, 'more than its version has'],
    [`00-${'0'.repeat(32)}-${span}-01`, 'a trace of zeros'],
    [`00-${trace}-${'0'.repeat(16)}-01`, 'a span of zeros'],
    [`00-${trace.toUpperCase()}-${span}-01`, 'capitals'],
  ])('counts as absent when it is %s, %s', (text) => {
    expect(readTraceparent(text)).toBeUndefined()
  })
})
