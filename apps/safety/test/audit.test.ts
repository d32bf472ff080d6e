import { afterAll, beforeAll, expect, it } from 'vitest'

import { RoleChanged } from '@kindred/contracts/auth'
import { StaffActed, type StaffAction } from '@kindred/contracts/profile'
import { migrate, openDatabase, sql } from '@kindred/db'
import { eventMigrations } from '@kindred/events'
import { newId } from '@kindred/kernel'
import { createTestDatabase, testEvent, testLog } from '@kindred/testkit'

import { isAuditProtected } from '../src/audit/guard.js'
import { type AuditFinding, followChain, hashRecord } from '../src/domain/audit-chain.js'
import { migrations } from '../src/migrations/index.js'
import { appendAudit, readChain, toRow } from '../src/store/audit.js'
import type { Db, Tables } from '../src/store/schema.js'
import type { AuditRow } from '../src/store/staff-tables.js'
import { addCase, claimAndDecide, codeOf, openStaffWorld, type StaffWorld } from './staff-world.js'

let world: StaffWorld
beforeAll(async () => {
  world = await openStaffWorld()
})
afterAll(() => world.stop())

const page = { actorId: '', subjectId: '', pageSize: 100, pageToken: '' }

it('records every look at a case or a person and every decision, with who, why and what', async () => {
  const moderator = world.moderator()
  const userId = newId()
  const caseId = await addCase(world.db, { userId })
  await moderator.staff.claimCase({ caseId })
  await moderator.staff.getCase({ caseId })
  await claimAndDecide(moderator, caseId, { measure: 'BAN', rule: 'HATE', note: 'Three messages.' })
  await moderator.staff.undoDecision({ caseId })
  const { records } = await world.admin().staff.listAudit({ ...page, subjectId: userId })
  expect(records.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['case.undone', moderator.userId],
    ['case.decided', moderator.userId],
    ['case.seen', moderator.userId],
  ])
  expect(records[1]).toMatchObject({ caseId, subjectId: userId, reason: 'Three messages.', before: '' })
  expect(JSON.parse(records[1]!.after)).toMatchObject({ measure: 'BAN', rule: 'HATE' })
})

it('lets a case be seen by its claimant and by admins alone', async () => {
  const [moderator, other] = [world.moderator(), world.moderator()]
  const caseId = await addCase(world.db)
  expect(await codeOf(other.staff.getCase({ caseId }))).toBe('CASE_NOT_CLAIMED')
  await moderator.staff.claimCase({ caseId })
  expect(await codeOf(other.staff.getCase({ caseId }))).toBe('CASE_NOT_CLAIMED')
  expect(await codeOf(moderator.staff.getCase({ caseId }))).toBe('OK')
  expect(await codeOf(world.admin().staff.getCase({ caseId }))).toBe('OK')
  expect(await codeOf(world.admin().staff.getCase({ caseId: newId() }))).toBe('CASE_NOT_FOUND')
})

it('records who gave a role to whom', async () => {
  const [userId, actorId] = [newId(), newId()]
  const change = { userId, role: 'moderator', granted: true, actorId }
  await world.deliver([testEvent(RoleChanged, userId, change)])
  const asked = { ...page, actorId }
  expect((await world.admin().staff.listAudit(asked)).records).toMatchObject([
    { action: 'role.granted', subjectId: userId, after: '{"role":"moderator"}' },
  ])
})

it('records looks and decisions of staff that profile tells of', async () => {
  const [userId, actorId] = [newId(), newId()]
  const act = (action: StaffAction, reason = '') =>
    testEvent(StaffActed, newId(), { userId, actorId, action, reason })
  await world.deliver([act('PROFILE_SEEN'), act('VERIFICATIONS_SEEN'), act('UNVERIFIED', 'Another face.')])
  const { records } = await world.admin().staff.listAudit({ ...page, subjectId: userId })
  expect(records).toMatchObject([
    { action: 'verification.taken', actorId, reason: 'Another face.' },
    { action: 'verifications.seen', actorId, reason: '' },
    { action: 'profile.seen', actorId, reason: '' },
  ])
})

it('keeps the chain whole though many write at once', async () => {
  const moderators = Array.from({ length: 8 }, () => world.moderator())
  const cases = await Promise.all(moderators.map(() => addCase(world.db)))
  await Promise.all(moderators.map((one, at) => claimAndDecide(one, cases[at]!, { measure: 'DISMISS' })))
  expect(await world.admin().staff.verifyAudit({})).toMatchObject({ intact: true, firstBroken: undefined })
})

it.each([
  "update audit.record set reason = 'other' where number = 1",
  'delete from audit.record where number = 1',
  'truncate audit.record',
  'alter table audit.record disable trigger all',
  'drop table audit.record',
  'drop schema audit cascade',
  'grant update on audit.record to current_user',
  'alter table audit.record owner to current_user',
  'create or replace function audit.refuse() returns trigger language plpgsql as $$ begin return new; end $$',
])('lets the role of the service not do this: %s', async (statement) => {
  const before = await world.admin().staff.verifyAudit({})
  const done = sql.raw(statement).execute(world.db)
  const failed = await done.then(
    () => false,
    () => true,
  )
  // A grant of what one does not have is a warning to PostgreSQL, and nothing happens.
  expect(failed || statement.startsWith('grant')).toBe(true)
  expect(await world.admin().staff.verifyAudit({})).toEqual(before)
  const { rows } = await sql<{ may: boolean }>`
    select has_table_privilege('audit.record', 'update') or has_table_privilege('audit.record', 'delete') as may`.execute(
    world.db,
  )
  expect(rows).toEqual([{ may: false }])
})

const edits = [
  "update audit.record set at = at + interval '1 millisecond'",
  'update audit.record set actor_id = gen_random_uuid()',
  "update audit.record set action = action || '.'",
  'update audit.record set subject_id = null',
  'update audit.record set case_id = gen_random_uuid()',
  "update audit.record set reason = reason || ' '",
  "update audit.record set before = before || ' '",
  "update audit.record set after = after || ' '",
  'update audit.record set hash = sha256(hash)',
  'delete from audit.record',
]

it('finds any of 10,000 records that was edited or removed behind its back, and names it', async () => {
  const admin = openDatabase<Tables>({ url: world.adminUrl, name: 'safety test', log: testLog })
  try {
    const { records, lastHash } = await world.admin().staff.verifyAudit({})
    await fill(admin.db, { from: records + 1, until: 10_000, lastHash: Buffer.from(lastHash, 'hex') })
    expect(await world.admin().staff.verifyAudit({})).toMatchObject({ intact: true, records: 10_000 })
    await sql`alter table audit.record disable trigger all`.execute(admin.db)
    for (const [at, edit] of edits.entries()) {
      // The first, the last but one, and any: that the last record is gone, only its hash kept elsewhere can tell.
      const number = at === 0 ? 1 : at === 1 ? 9_999 : 1 + Math.floor(Math.random() * 9_999)
      expect(await tamper(admin.db, edit, number), edit).toMatchObject({ firstBroken: number })
    }
    await sql`update audit.record set reason = 'other' where number = 4711`.execute(admin.db)
    expect(await world.admin().staff.verifyAudit({})).toMatchObject({
      intact: false,
      firstBroken: 4_711,
      records: 4_710,
    })
  } finally {
    await admin.close()
  }
}, 240_000)

/** What is found of a change, which is then undone. */
async function tamper(db: Db, edit: string, number: number): Promise<AuditFinding> {
  let found: AuditFinding | undefined
  const undone = new Error('undone')
  const work = db.transaction().execute(async (trx) => {
    await sql`${sql.raw(edit)} where number = ${number}`.execute(trx)
    found = await followChain(readChain(trx))
    throw undone
  })
  await expect(work).rejects.toBe(undone)
  return found!
}

interface Filling {
  readonly from: number
  readonly until: number
  readonly lastHash: Buffer
}

/** Adds whole records as the service would. */
async function fill(db: Db, { from, until, lastHash }: Filling): Promise<void> {
  let hash = lastHash
  const rows: AuditRow[] = []
  for (let number = from; number <= until; number++) {
    const ids = { actorId: newId(), subjectId: newId(), caseId: newId() }
    const words = { action: 'case.seen', reason: `reason ${number}`, before: '', after: '{}' }
    const record = { number, at: new Date(1_700_000_000_000 + number), ...ids, ...words }
    hash = hashRecord(hash, record)
    rows.push(toRow({ ...record, hash }))
  }
  for (let at = 0; at < rows.length; at += 1_000)
    await db
      .insertInto('audit.record')
      .values(rows.slice(at, at + 1_000))
      .execute()
}

it('guards itself as well as it can where the role of the service owns it, and says so', async () => {
  const place = await createTestDatabase('safety')
  const database = openDatabase<Tables>({ url: place.url, name: 'test', log: testLog })
  try {
    await migrate(database, { ...eventMigrations, ...migrations })
    expect(await isAuditProtected(database.db)).toBe(false)
    const entry = {
      actorId: null,
      action: 'x',
      subjectId: null,
      caseId: null,
      reason: '',
      before: '',
      after: '',
    }
    await database.db.transaction().execute((trx) => appendAudit(trx, entry, new Date()))
    await expect(sql`update audit.record set reason = 'other'`.execute(database.db)).rejects.toThrow()
    await expect(sql`delete from audit.record`.execute(database.db)).rejects.toThrow()
    await expect(sql`truncate audit.record`.execute(database.db)).rejects.toThrow()
  } finally {
    await database.close()
    await place.drop()
  }
})
