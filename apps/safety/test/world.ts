import { ProfileDeleted } from '@kindred/contracts/profile'
import { type ReportPersonRequest, SafetyServiceService } from '@kindred/contracts/safety'
import { openDatabase } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { type Client, createClient, createGrpcTransport } from '@kindred/rpc'
import {
  createTestAuthority,
  createTestClock,
  createTestDatabase,
  deliver,
  testEvent,
  testLog,
} from '@kindred/testkit'

import { createSafetyService } from '../src/service.js'
import type { Tables } from '../src/store/schema.js'

/** Somebody who calls the service with a token of their own. */
export interface Person {
  readonly userId: string
  readonly api: Client<typeof SafetyServiceService>
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** The service on a database of its own. */
export async function openWorld() {
  const clock = createTestClock()
  const [authority, place] = [await createTestAuthority(clock), await createTestDatabase('safety')]
  const { issuer, audience, serviceSecret, keys, revocations } = authority
  const service = createSafetyService({
    host: '127.0.0.1',
    rpcPort: 0,
    opsPort: 0,
    databaseUrl: place.url,
    peers: { profile: '127.0.0.1:9' },
    issuer,
    audience,
    serviceSecret,
    trust: { keys, revocations },
    logLevel: 'silent',
    production: false,
    clock,
  })
  await service.start()
  const address = `127.0.0.1:${service.rpcPort}`
  const transport = createGrpcTransport({ address })
  const own = openDatabase<Tables>({ url: place.url, name: 'safety test', log: testLog })
  return {
    clock,
    db: own.db,
    person(userId = newId()): Person {
      const unary: typeof transport.unary = async (method, request, options) =>
        transport.unary(method, request, { ...options, token: await authority.issue(userId) })
      return { userId, api: createClient(SafetyServiceService, { ...transport, unary }) }
    },
    leave: (userId: string) =>
      deliver(address, authority, 'safety', [testEvent(ProfileDeleted, userId, { userId })]),
    async stop() {
      transport.close()
      await own.close()
      await service.stop()
      await place.drop()
    },
  }
}

/** A report of somebody's profile. */
export const reportOf = (
  targetUserId: string,
  more: Partial<ReportPersonRequest> = {},
): ReportPersonRequest => ({
  targetUserId,
  reason: 'SPAM_OR_SCAM',
  details: '',
  context: { kind: 'PROFILE', messageIds: [] },
  ...more,
})
