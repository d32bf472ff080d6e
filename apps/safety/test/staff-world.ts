import { createHash } from 'node:crypto'

import { vi } from 'vitest'

import { AccountKeyed } from '@kindred/contracts/auth'
import { OutboxServiceService } from '@kindred/contracts/events'
import {
  type DecideCaseRequest,
  ModerationServiceService,
  PhotoDecided,
  SafetyServiceService,
  StandingChanged,
  TrustChanged,
  VerificationDecided,
} from '@kindred/contracts/safety'
import { type Database, openDatabase } from '@kindred/db'
import { type AppError, newId } from '@kindred/kernel'
import { createClient } from '@kindred/rpc'
import {
  createTestAuthority,
  createTestClock,
  createTestDatabase,
  deliver,
  testAdminUrl,
  type TestEvent,
  testEvent,
  testLog,
  testTransport,
} from '@kindred/testkit'

import { protectAudit } from '../src/audit/protect.js'
import type { Reason } from '../src/domain/report.js'
import { createSafetyService } from '../src/service.js'
import type { CaseKind, Tables } from '../src/store/schema.js'

const told = [StandingChanged, PhotoDecided, VerificationDecided, TrustChanged]

/** The bot's credential. */
export const botSecret = 'the-credential-of-the-bot-of-the-tests'

/** Who calls, with a token of their own. */
export interface Caller {
  readonly userId: string
  readonly staff: ReturnType<typeof createClient<typeof ModerationServiceService>>
  readonly api: ReturnType<typeof createClient<typeof SafetyServiceService>>
}

export type StaffWorld = Awaited<ReturnType<typeof openStaffWorld>>

/** The service with an audit record that an administrator owns, as in an installation. */
export async function openStaffWorld() {
  const clock = createTestClock()
  const [authority, place] = [await createTestAuthority(clock), await createTestDatabase('safety')]
  const { pathname, username } = new URL(place.url)
  const adminUrl = Object.assign(new URL(testAdminUrl()), { pathname }).toString()
  await protectAudit({ adminUrl, role: username, log: testLog })
  const { issuer, audience, serviceSecret, keys, revocations } = authority
  const config = {
    host: '127.0.0.1',
    rpcPort: 0,
    opsPort: 0,
    databaseUrl: place.url,
    peers: Object.fromEntries(
      ['auth', 'profile', 'discovery', 'media', 'chat'].map((name) => [name, '127.0.0.1:9']),
    ),
    issuer,
    audience,
    serviceSecret,
    botSecret,
    trust: { keys, revocations },
    logLevel: 'silent',
    production: false,
    clock,
  }
  let service = createSafetyService(config)
  await service.start()
  const address = `127.0.0.1:${service.rpcPort}`
  const transport = testTransport(address)
  const database = openDatabase<Tables>({ url: place.url, name: 'safety test', log: testLog })
  const token = await authority.serviceToken('discovery', 'safety')
  const types = told.map(({ $type }) => $type)
  await createClient(OutboxServiceService, transport).subscribe({ types }, { token })

  const caller = (roles: readonly string[], userId = newId()): Caller => {
    const unary: typeof transport.unary = async (method, request, options) =>
      transport.unary(method, request, {
        deadlineMs: 60_000,
        ...options,
        token: await authority.issue(userId, { roles }),
      })
    const clientStream: typeof transport.clientStream = async (method, requests, options) =>
      transport.clientStream(method, requests, {
        ...options,
        token: await authority.issue(userId, { roles }),
      })
    const serverStream: typeof transport.serverStream = async function* (method, request, options) {
      const token = await authority.issue(userId, { roles })
      yield* transport.serverStream(method, request, { ...options, token })
    }
    const own = { ...transport, unary, clientStream, serverStream }
    return {
      userId,
      staff: createClient(ModerationServiceService, own),
      api: createClient(SafetyServiceService, own),
    }
  }
  return {
    clock,
    authority,
    adminUrl,
    address,
    transport,
    db: database.db,
    person: (userId?: string) => caller([], userId),
    moderator: (userId?: string) => caller(['moderator'], userId),
    admin: (userId?: string) => caller(['admin'], userId),
    /** Stops the service and starts it again, at the same address. */
    async restart() {
      const { rpcPort } = service
      await service.stop()
      service = createSafetyService({ ...config, rpcPort })
      await service.start()
      // The channel waits before it dials again.
      const answered = () => caller([]).api.getMyStanding({})
      await vi.waitFor(answered, { timeout: 60_000, interval: 200 })
    },
    deliver: (events: readonly TestEvent[]) => deliver(address, authority, 'safety', events),
    async stop() {
      transport.close()
      await database.close()
      await service.stop()
      await place.drop()
    },
  }
}

/** Opens cases as the other parts of the service do, the worst first in the list last. */
export async function addCase(
  db: Database<Tables>['db'],
  {
    kind = 'REPORTS',
    userId = newId(),
    personKey = createHash('sha256').update(userId).digest(),
    aboutId = null,
    severity = 0,
    openedAt = new Date(),
  }: NewCase = {},
): Promise<string> {
  const id = newId()
  if (personKey !== null)
    await db
      .insertInto('known_account')
      .values({ user_id: userId, person_key: personKey, used_at: new Date(), departed_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await db
    .insertInto('case_file')
    .values({ id, kind, user_id: userId, about_id: aboutId, severity, opened_at: openedAt })
    .execute()
  return id
}

interface NewCase {
  readonly kind?: CaseKind
  readonly userId?: string
  /** Null while auth has not said whose account it is. */
  readonly personKey?: Buffer | null
  readonly aboutId?: string | null
  readonly severity?: number
  readonly openedAt?: Date
}

/** A report of somebody in a case. */
export async function addReport(
  db: Database<Tables>['db'],
  caseId: string,
  {
    reporterId = newId(),
    targetId,
    reason = 'HARASSMENT',
  }: { reporterId?: string; targetId: string; reason?: Reason },
): Promise<string> {
  await db
    .insertInto('report')
    .values({
      id: newId(),
      case_id: caseId,
      target_id: targetId,
      reporter_id: reporterId,
      reporter_ref: newId(),
      weight: 100,
      reason,
      details: '',
      context_kind: 'PROFILE',
      photo_id: null,
      conversation_id: null,
      message_ids: [],
      created_at: new Date(),
      outcome: null,
      answered_at: null,
    })
    .execute()
  return reporterId
}

const plain: Pick<DecideCaseRequest, 'rule' | 'note' | 'days' | 'photoIds' | 'listHash'> = {
  rule: 'UNSPECIFIED',
  note: '',
  days: 0,
  photoIds: [],
  listHash: false,
}

/** Claims a case and decides it. */
export async function claimAndDecide(
  { staff }: Caller,
  caseId: string,
  wish: Partial<DecideCaseRequest> & Pick<DecideCaseRequest, 'measure'>,
) {
  const { leaseId } = await staff.claimCase({ caseId })
  return staff.decideCase({ ...plain, ...wish, caseId, leaseId })
}

export const wishOf = (wish: Partial<DecideCaseRequest> & Pick<DecideCaseRequest, 'measure'>) => ({
  ...plain,
  ...wish,
})

/** Auth tells whose account it is. */
export const keyed = (userId: string, personKey: Buffer): TestEvent =>
  testEvent(AccountKeyed, userId, { userId, personKey })

/** What the other services were told about a person, in order; nobody fetches it. */
export async function toldOf(db: Database<Tables>['db'], userId: string) {
  const rows = await db
    .selectFrom('outbox_event')
    .select(['type', 'payload'])
    .where('aggregate_id', '=', userId)
    .orderBy('id')
    .execute()
  return rows.map(({ type, payload }) => told.find(({ $type }) => $type === type)!.decode(payload))
}

/** The code of a refusal, `OK` for an answer. */
export const codeOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'OK',
    (error: AppError) => error.code,
  )
