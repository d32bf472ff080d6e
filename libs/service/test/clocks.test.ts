import { afterEach, expect, it } from 'vitest'

import { AuthServiceService } from '@kindred/contracts/auth'
import { type AppError, newId, userOf } from '@kindred/kernel'
import { createClient, type Handlers, implement } from '@kindred/rpc'
import { createTestAuthority, createTestClock, testLog, testTransport } from '@kindred/testkit'

import { createService, type Platform } from '../src/index.js'
import { createCleaner, openConfig } from './world.js'

const cleaner = createCleaner()

afterEach(() => cleaner.clean())

const definition = { verifyToken: AuthServiceService.verifyToken }
const handlers: Handlers<object, typeof definition> = {
  async verifyToken(_context, _request, call) {
    const { userId, expiresAt } = userOf(call.principal)
    return { valid: true, userId, expiresAt }
  },
}

/** A service on a machine whose clock is off, what it says of itself and what becomes of a fresh token. */
async function openService(offMs: number) {
  const authority = await createTestAuthority()
  const machineClock = createTestClock(new Date(Date.now() + offMs))
  const config = await openConfig(authority, cleaner, { machineClock })
  testLog.clear()
  const service = createService<object, Platform<object>>({
    name: 'thing',
    config,
    migrations: {},
    log: testLog,
    context: (platform) => platform,
    implement: (context) => [implement(definition, handlers, context)],
  })
  await service.start()
  cleaner.later(service.stop)
  const transport = testTransport(`127.0.0.1:${service.rpcPort}`)
  cleaner.later(() => transport.close())
  const answer = createClient(definition, transport).verifyToken(
    {},
    { token: await authority.issue(newId()) },
  )
  const ready = await fetch(`http://127.0.0.1:${service.opsPort}/readyz`)
  return {
    verified: await answer.then(
      () => 'OK',
      (error: AppError) => error.code,
    ),
    skewMs: Number(((await ready.json()) as Record<string, string>)['clock_skew_ms']),
    warnings: testLog.records().filter(({ message }) => message.startsWith("the machine's clock differs"))
      .length,
  }
}

it.each([
  ['8 s behind', -8_000],
  ['10 min behind', -600_000],
  ['10 min ahead', 600_000],
  ['400 days ahead', 400 * 86_400_000],
])('takes fresh tokens on a machine whose clock is %s, and tells an operator once', async (_name, offMs) => {
  const { verified, skewMs, warnings } = await openService(offMs)
  expect([verified, warnings]).toEqual(['OK', 1])
  expect(Math.abs(skewMs - offMs)).toBeLessThan(5_000)
})

it('says nothing of a clock that is right', async () => {
  expect(await openService(0)).toMatchObject({ verified: 'OK', warnings: 0 })
})
