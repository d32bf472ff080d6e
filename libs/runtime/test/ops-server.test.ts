import { afterEach, beforeEach, expect, it } from 'vitest'

import type { Log } from '@kindred/kernel'

import { createMetrics, createOpsServer, type Metrics, type OpsServer } from '../src/index.js'

const log: Log = { debug() {}, info() {}, warn() {}, error() {} }
let checks: () => Promise<Record<string, boolean>>
let metrics: Metrics
let ops: OpsServer
let port: number

beforeEach(async () => {
  checks = () => Promise.resolve({ database: true })
  metrics = createMetrics('profile')
  ops = createOpsServer({ name: 'profile', host: '127.0.0.1', port: 0, ready: () => checks(), metrics, log })
  port = await ops.start()
})

afterEach(() => ops.stop())

const get = async (path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  return { status: response.status, text: await response.text() }
}

it('is alive and ready', async () => {
  expect((await get('/livez')).status).toBe(200)
  expect(await get('/readyz')).toMatchObject({
    status: 200,
    text: expect.stringContaining('"ready"') as string,
  })
})

it('names the checks that fail, and stays alive', async () => {
  checks = () => Promise.resolve({ database: false, migrations: true, peers: false })
  const { status, text } = await get('/readyz')
  expect(status).toBe(503)
  expect(JSON.parse(text)).toEqual({
    status: 'not_ready',
    service: 'profile',
    failing: ['database', 'peers'],
  })
  expect((await get('/livez')).status).toBe(200)
})

it('is not ready when the check itself fails, and does not say why', async () => {
  checks = () => Promise.reject(new Error('password authentication failed'))
  expect(await get('/readyz')).toEqual({
    status: 503,
    text: JSON.stringify({ status: 'not_ready', service: 'profile', failing: ['check'] }),
  })
})

it('is not ready any more from the drain on', async () => {
  ops.drain()
  expect(await get('/readyz')).toMatchObject({
    status: 503,
    text: expect.stringContaining('draining') as string,
  })
})

it('shows the measurements of the service', async () => {
  metrics.observeAnswered({ method: 'kindred.Test/Do', code: 'OK', seconds: 0.002 })
  metrics.counter('swipes_total', 'Swipes', ['kind']).inc({ kind: 'LIKE' })
  metrics.gauge('outbox_waiting', 'Events', () => 3)
  const { text } = await get('/metrics')
  expect(text).toMatch(/kindred_rpc_server_seconds_count\{.*service="profile".*\} 1/)
  expect(text).toContain('kindred_swipes_total{kind="LIKE",service="profile"} 1')
  expect(text).toContain('kindred_outbox_waiting{service="profile"} 3')
  expect(text).toContain('process_cpu_seconds_total')
})

it('counts under one name wherever a counter is asked for', async () => {
  for (const kind of ['LIKE', 'LIKE', 'PASS'])
    metrics.counter('swipes_total', 'Swipes', ['kind']).inc({ kind })
  const { text } = await get('/metrics')
  expect(text).toContain('kindred_swipes_total{kind="LIKE",service="profile"} 2')
  expect(text).toContain('kindred_swipes_total{kind="PASS",service="profile"} 1')
})
