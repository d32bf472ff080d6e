import { createHash } from 'node:crypto'

import { AccountKeyed } from '@kindred/contracts/auth'
import { ProfileDeleted } from '@kindred/contracts/profile'
import { type ReportPersonRequest, SafetyServiceService } from '@kindred/contracts/safety'
import { openDatabase } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { type Client, createClient } from '@kindred/rpc'
import { allMigrations } from '@kindred/service'
import {
  createTestAuthority,
  createTestClock,
  createTestDatabase,
  deliver,
  testEvent,
  testLog,
  testTransport,
} from '@kindred/testkit'

import { createSafetyService, migrations } from '../src/service.js'
import type { Tables } from '../src/store/schema.js'
import { startOwners } from './fakes.js'

const botSecret = 'the-credential-of-the-bot-of-the-tests'

/** Somebody who calls the service with a token of their own. */
export interface Person {
  readonly userId: string
  readonly api: Client<typeof SafetyServiceService>
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** The service on a database of its own, with fakes for its neighbours. */
export async function openWorld() {
  const clock = createTestClock()
  const [authority, place] = [
    await createTestAuthority(clock),
    await createTestDatabase('safety', allMigrations(migrations)),
  ]
  const owners = await startOwners(authority)
  const { issuer, audience, serviceSecret, keys, revocations } = authority
  const config = {
    host: '127.0.0.1',
    rpcPort: 0,
    opsPort: 0,
    databaseUrl: place.url,
    peers: owners.peers,
    issuer,
    audience,
    serviceSecret,
    botSecret,
    trust: { keys, revocations },
    logLevel: 'silent',
    production: false,
    clock,
  }
  const services = [createSafetyService(config)]
  await services[0]!.start()
  const address = `127.0.0.1:${services[0]!.rpcPort}`
  const transport = testTransport(address)
  const own = openDatabase<Tables>({ url: place.url, name: 'safety test', log: testLog })
  const person = (userId = newId()): Person => {
    const unary: typeof transport.unary = async (method, request, options) =>
      transport.unary(method, request, {
        ...options,
        deadlineMs: 60_000,
        token: await authority.issue(userId),
      })
    return { userId, api: createClient(SafetyServiceService, { ...transport, unary }) }
  }
  return {
    clock,
    owners,
    db: own.db,
    person,
    /** Somebody who has met a person. */
    witness(targetId: string, userId?: string): Person {
      const witness = person(userId)
      owners.introduce(witness.userId, targetId)
      return witness
    },
    /** Auth tells whose account it is. */
    async know(userId: string, personKey = createHash('sha256').update(userId).digest()): Promise<void> {
      await deliver(address, authority, 'safety', [testEvent(AccountKeyed, userId, { userId, personKey })])
    },
    leave: (userId: string) =>
      deliver(address, authority, 'safety', [testEvent(ProfileDeleted, userId, { userId })]),
    /** One more instance of the service on the same database. */
    async another(): Promise<void> {
      const instance = createSafetyService(config)
      services.push(instance)
      await instance.start()
    },
    casesAbout: (userId: string) =>
      own.db.selectFrom('case_file').selectAll().where('user_id', '=', userId).orderBy('id').execute(),
    evidenceAbout: (userId: string) =>
      own.db
        .selectFrom('evidence')
        .innerJoin('case_file', 'case_file.id', 'evidence.case_id')
        .selectAll('evidence')
        .where('user_id', '=', userId)
        .orderBy('evidence.id')
        .execute(),
    async stop() {
      transport.close()
      await own.close()
      await Promise.all(services.map((service) => service.stop()))
      await owners.stop()
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
