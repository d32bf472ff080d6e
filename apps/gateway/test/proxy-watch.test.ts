import type { InjectOptions } from 'fastify'
import { afterEach, expect, it } from 'vitest'

import { createTestClock, testLog } from '@kindred/testkit'

import type { GatewayConfig } from '../src/config.js'
import { startGateway, type TestGateway } from './harness.js'
import { send } from './requests.js'

let gateway: TestGateway

afterEach(() => gateway.close())

/** The warnings after some minutes of requests. */
async function afterMinutes(
  requests: readonly InjectOptions[],
  config: Partial<GatewayConfig> = {},
): Promise<string[]> {
  testLog.clear()
  const clock = createTestClock()
  gateway = await startGateway({ config, clock })
  for (const request of requests) {
    await send(gateway, { url: '/nope', ...request })
    clock.advance(6_000)
  }
  const told = testLog.records().filter(({ level }) => level === 'warn')
  return told.map(({ message }) => message)
}

const many = (request: InjectOptions): InjectOptions[] => Array.from({ length: 40 }, () => request)
const forwarded = { headers: { 'x-forwarded-for': '192.0.2.1' } }

it('warns once when all requests come from one private address', async () => {
  const told = await afterMinutes(many({ remoteAddress: '172.18.0.4' }))
  expect(told).toEqual([expect.stringContaining('set GATEWAY_TRUST_PROXY=172.18.0.4')])
})

it('warns of a proxy on the machine itself, that writes whom it speaks for', async () => {
  expect(await afterMinutes(many(forwarded))).toEqual([
    expect.stringContaining('GATEWAY_TRUST_PROXY=127.0.0.1'),
  ])
})

it.each([
  ['a developer on the machine', many({}), {}],
  ['a public address', many({ remoteAddress: '192.0.2.9' }), {}],
  ['two addresses', [...many({ remoteAddress: '10.0.0.1' }), ...many({ remoteAddress: '10.0.0.2' })], {}],
  [
    'a proxy that was named',
    many({ remoteAddress: '10.0.0.1', ...forwarded }),
    { trustProxy: ['10.0.0.0/8'] },
  ],
  ['a few requests', many({ remoteAddress: '10.0.0.1' }).slice(0, 10), {}],
])('says nothing of %s', async (_name, requests, config) => {
  const mixed = requests.map((_, i) => requests[(i * 41) % requests.length]!)
  expect(await afterMinutes(mixed, config)).toEqual([])
})
