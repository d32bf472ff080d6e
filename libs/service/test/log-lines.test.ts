import { afterEach, beforeEach, expect, it } from 'vitest'

import type { Log } from '@kindred/kernel'
import { createClient, implement } from '@kindred/rpc'
import { createLog } from '@kindred/runtime'
import { createTestAuthority, freePorts, type TestAuthority, testTransport } from '@kindred/testkit'

import { createService, type Platform } from '../src/index.js'
import { ThingServiceService } from './minimal/contract.js'
import { createCleaner, openConfig } from './world.js'

const cleaner = createCleaner()
let authority: TestAuthority

beforeEach(async () => {
  authority = await createTestAuthority()
})
afterEach(() => cleaner.clean())

const traceId = '0af7651916cd43dd8448eb211c80319c'
const traceparent = `00-${traceId}-b7ad6b7169203331-01`

/** What a service writes to its log while a handler of it, which writes a line of its own and one deeper within, answers one call. */
async function linesOfOneCall(isTraced: boolean): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = []
  const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>)
  const [nothing] = await freePorts(1)
  const tracing = { endpoint: `http://127.0.0.1:${nothing}`, headers: {}, ratio: 0, slowMs: 60_000 }
  const config = await openConfig(authority, cleaner, isTraced ? { tracing } : {})
  const deeper = ({ log }: { readonly log: Log }): void => log.warn({ at: 'deeper' }, 'deep in it')
  const service = createService<object, Platform<object>>({
    name: 'things',
    config,
    migrations: {},
    log: createLog({ name: 'things', level: 'debug', destination: { write } }),
    context: (platform) => platform,
    implement: (context) => [
      implement(
        ThingServiceService,
        {
          async getJwks(own) {
            own.log.info({ at: 'handler' }, 'in the handler')
            deeper(own)
            return { keys: [] }
          },
        },
        context,
      ),
    ],
  })
  cleaner.later(service.stop)
  await service.start()
  const transport = testTransport(`127.0.0.1:${service.rpcPort}`)
  cleaner.later(() => transport.close())
  await createClient(ThingServiceService, transport).getJwks({}, { requestId: 'r-1', traceparent })
  await expect
    .poll(() => lines.filter(({ msg }) => msg === 'call'), { timeout: 60_000, interval: 20 })
    .toHaveLength(1)
  return lines
}

it('every line of a call has its request id, and where traces are recorded those of its trace and span', async () => {
  const lines = await linesOfOneCall(true)
  const ofCall = lines.filter((line) => line['request_id'] === 'r-1')
  expect(ofCall.map(({ msg }) => msg)).toEqual(['in the handler', 'deep in it', 'call'])
  expect(new Set(ofCall.map((line) => line['trace_id']))).toEqual(new Set([traceId]))
  const [span, ...others] = new Set(ofCall.map((line) => line['span_id']))
  expect([span, others]).toEqual([expect.stringMatching(/^[\da-f]{16}$/), []])
  expect(ofCall[1]).toMatchObject({ name: 'things', level: 'warn', at: 'deeper', time: expect.any(String) })
})

it('lines of a call have its request id alone where nothing is traced, and other lines have none', async () => {
  const lines = await linesOfOneCall(false)
  const [ofCall, others] = [
    lines.filter((line) => line['request_id'] === 'r-1'),
    lines.filter((line) => line['request_id'] === undefined),
  ]
  expect(ofCall.map(({ msg }) => msg)).toEqual(['in the handler', 'deep in it', 'call'])
  expect(others.map(({ msg }) => msg)).toContain('serving')
  expect(lines.filter((line) => 'trace_id' in line)).toEqual([])
})
