import { createHash, randomBytes } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { PersonDataServiceService } from '@kindred/contracts/account'
import { SignInRefused } from '@kindred/contracts/auth'
import { MarkRaised } from '@kindred/contracts/chat'
import { ProfileDeleted } from '@kindred/contracts/profile'
import { sql, transact } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { createClient } from '@kindred/rpc'
import { testEvent } from '@kindred/testkit'

import {
  caseKeptMs,
  departedKeyMs,
  evidenceKeptMs,
  personKeptMs,
  reportKeptMs,
} from '../src/domain/retention.js'
import { forgetDepartedKeys } from '../src/jobs/forget-past.js'
import { listMarks } from '../src/store/marks.js'
import { removeOldReports } from '../src/store/reports.js'
import { forgetCases } from '../src/writing/forget-cases.js'
import { forgetUnusedPerson } from '../src/writing/forget-unused-person.js'
import { releaseEvidence } from '../src/writing/release-evidence.js'
import {
  addCase,
  addReport,
  claimAndDecide,
  keyed,
  openStaffWorld,
  type StaffWorld,
  toldOf,
  wishOf,
} from './staff-world.js'

let world: StaffWorld
beforeAll(async () => {
  world = await openStaffWorld()
})
afterAll(() => world.stop())

const patience = { timeout: 60_000, interval: 100 }
const later = (ms: number): Date => new Date(world.clock.now().getTime() + ms)
const newKey = (): Buffer => createHash('sha256').update(randomBytes(8)).digest()

/** Somebody in a case that was decided and settled, and the time since when it is closed. */
async function decided(wish: Parameters<typeof claimAndDecide>[2]) {
  const person = world.person()
  const caseId = await addCase(world.db, { userId: person.userId })
  await addReport(world.db, caseId, { targetId: person.userId })
  const { decisionId } = await claimAndDecide(world.moderator(), caseId, wish)
  const closedAt = world.clock.now()
  world.clock.advance(10_000)
  await isSettled(decisionId)
  return { person, caseId, decisionId, closedAt }
}

async function isSettled(decisionId: string): Promise<void> {
  const settledAt = async () =>
    (await world.db.selectFrom('decision').select('settled_at').where('id', '=', decisionId).execute())[0]
      ?.settled_at
  await expect.poll(settledAt, patience).toBeInstanceOf(Date)
}

/** What the jobs do at a moment, in the order in which one needs the other. */
async function sweep(now: Date): Promise<void> {
  const closedBefore = new Date(now.getTime() - evidenceKeptMs)
  await transact(world.db, (trx) => releaseEvidence(trx, { closedBefore, limit: 1_000, now }))
  await removeOldReports(world.db, new Date(now.getTime() - reportKeptMs), 1_000)
  await transact(world.db, (trx) => forgetCases(trx, now, 1_000))
}

/** What is left of a person in the tables of cases. */
async function leftOf(userId: string): Promise<Record<string, number>> {
  const cases = await world.db.selectFrom('case_file').select('id').where('user_id', '=', userId).execute()
  const decisions = await world.db.selectFrom('decision').select('id').where('user_id', '=', userId).execute()
  const reports = await world.db.selectFrom('report').select('id').where('target_id', '=', userId).execute()
  return { cases: cases.length, decisions: decisions.length, reports: reports.length }
}

/** Whether the evidence of a case is gone. */
async function isReleased(caseId: string): Promise<boolean> {
  const file = world.db.selectFrom('case_file').select('released_at').where('id', '=', caseId)
  return (await file.executeTakeFirstOrThrow()).released_at !== null
}

const nothing = { cases: 0, decisions: 0, reports: 0 }

/** After a test's clock; reports are made by the machine's. */
const afterAYear = (): Date => new Date(Math.max(Date.now(), world.clock.now().getTime()) + caseKeptMs)

it('a case goes a year after it closed, with its reports and what was decided, and not before', async () => {
  const { person, closedAt } = await decided({ measure: 'WARN', rule: 'HATE', note: 'Twice.' })
  await sweep(new Date(closedAt.getTime() + caseKeptMs - 1))
  expect(await leftOf(person.userId)).toMatchObject({ cases: 1, decisions: 1 })
  await sweep(afterAYear())
  expect(await leftOf(person.userId)).toEqual(nothing)
  const { records } = await world
    .admin()
    .staff.listAudit({ actorId: '', subjectId: person.userId, pageSize: 0, pageToken: '' })
  expect(records.map(({ action }) => action)).toEqual(['case.decided'])
})

it('a case whose ban still holds stays with its decision, and goes once the ban is lifted', async () => {
  const { person } = await decided({ measure: 'BAN', rule: 'HARASSMENT' })
  await sweep(afterAYear())
  expect(await leftOf(person.userId)).toEqual({ cases: 1, decisions: 1, reports: 0 })
  await world.moderator().staff.liftSanction({ userId: person.userId, note: 'Long ago.' })
  await sweep(afterAYear())
  expect(await leftOf(person.userId)).toEqual(nothing)
})

it('a case stays with its evidence while an appeal against it waits, and both go together once it is decided', async () => {
  const { person, caseId, decisionId } = await decided({ measure: 'WARN', rule: 'HATE' })
  await person.api.appealDecision({ decisionId, text: 'It was a joke.' })
  await sweep(afterAYear())
  expect(await leftOf(person.userId)).toEqual({ cases: 2, decisions: 1, reports: 1 })
  expect(await isReleased(caseId)).toBe(false)
  const other = world.moderator()
  const { case: found, leaseId } = await other.staff.claimNextCase({ kind: 'APPEAL' })
  const appeal = wishOf({ measure: 'UPHOLD' })
  const answer = await other.staff.decideCase({ ...appeal, caseId: found!.caseId, leaseId })
  world.clock.advance(10_000)
  await isSettled(answer.decisionId)
  await sweep(afterAYear())
  await sweep(afterAYear())
  expect(await leftOf(person.userId)).toEqual(nothing)
})

it('whose a deleted account was is forgotten with its last case, also when the person is here again', async () => {
  const { person } = await decided({ measure: 'WARN', rule: 'HATE' })
  const personKey = createHash('sha256').update(person.userId).digest()
  await leave(person.userId, personKey)
  const again = newId()
  await world.deliver([keyed(again, personKey)])
  const accounts = async () => {
    const known = world.db.selectFrom('known_account').select('user_id').where('person_key', '=', personKey)
    return (await known.execute()).map(({ user_id }) => user_id).sort()
  }
  expect(await accounts()).toEqual([person.userId, again].sort())
  await sweep(afterAYear())
  expect(await accounts()).toEqual([again])
})

/** Somebody with a person key who was banned and has left, and how to come back. */
async function bannedAndGone() {
  const [userId, personKey] = [newId(), newKey()]
  await world.deliver([keyed(userId, personKey)])
  const caseId = await addCase(world.db, { userId })
  await claimAndDecide(world.moderator(), caseId, { measure: 'BAN', rule: 'HATE' })
  await leave(userId, personKey)
  return {
    userId,
    personKey,
    async comeBack() {
      const again = newId()
      await world.deliver([keyed(again, personKey)])
      return again
    },
  }
}

/** The person deletes the account; auth tells whose it was once more. */
async function leave(userId: string, personKey: Buffer): Promise<void> {
  expect(await world.deliver([testEvent(ProfileDeleted, userId, { userId })])).toEqual([])
  expect(await world.deliver([keyed(userId, personKey)])).toEqual([])
}

async function forgetUnused(now: Date): Promise<void> {
  while (await transact(world.db, (trx) => forgetUnusedPerson(trx, now)));
}

const keysKept = async (personKey: Buffer): Promise<number> => {
  const known = world.db.selectFrom('known_account').select('user_id').where('person_key', '=', personKey)
  const told = world.db.selectFrom('standing').select('user_id').where('person_key', '=', personKey)
  return (await known.execute()).length + (await told.execute()).length
}

it('a person key is kept 12 months after its last use, then it goes here and by an event in auth, with its ban', async () => {
  const { userId, personKey, comeBack } = await bannedAndGone()
  await forgetUnused(later(personKeptMs - 1))
  expect(await keysKept(personKey)).toBe(2)
  await forgetUnused(later(personKeptMs))
  expect(await keysKept(personKey)).toBe(0)
  expect((await toldOf(world.db, userId)).at(-1)).toMatchObject({ standing: 'GOOD', personKey })
  expect(await toldOf(world.db, await comeBack())).toEqual([])
})

it('a person key stays for 12 months more after a refused sign-in', async () => {
  const { userId, personKey } = await bannedAndGone()
  world.clock.advance(personKeptMs - 1)
  await world.deliver([testEvent(SignInRefused, userId, { personKey })])
  await forgetUnused(later(personKeptMs - 1))
  expect(await keysKept(personKey)).toBe(2)
  await forgetUnused(later(personKeptMs))
  expect(await keysKept(personKey)).toBe(0)
})

it('a person key that is used again stays for 12 months more, and as long as the person is here', async () => {
  const { personKey, comeBack } = await bannedAndGone()
  world.clock.advance(personKeptMs - 1)
  const again = await comeBack()
  expect(await toldOf(world.db, again)).toMatchObject([{ standing: 'BANNED' }])
  await forgetUnused(later(10 * personKeptMs))
  expect(await keysKept(personKey)).toBe(4)
  await leave(again, personKey)
  await forgetUnused(later(personKeptMs - 1))
  expect(await keysKept(personKey)).toBe(4)
  await forgetUnused(later(personKeptMs))
  expect(await keysKept(personKey)).toBe(0)
})

describe('signs of abuse', () => {
  const raise = (userId: string) => {
    const mark = { userId, kind: 'EARLY_CONTACT', count: 2, raisedAt: world.clock.now() } as const
    return testEvent(MarkRaised, userId, mark)
  }
  const forgetKeys = (now: Date) =>
    forgetDepartedKeys({ db: world.db, clock: { ...world.clock, now: () => now } })

  /** Somebody who was marked twice, and how to come back. */
  async function marked() {
    const [userId, personKey] = [newId(), newKey()]
    await world.deliver([keyed(userId, personKey)])
    await world.deliver([raise(userId), raise(userId)])
    const comeBack = async () => {
      const again = newId()
      await world.deliver([keyed(again, personKey)])
      return again
    }
    return { userId, personKey, comeBack }
  }
  const marksOf = async (userId: string) =>
    (await listMarks(world.db, userId)).map(({ kind, times }) => [kind, times])

  it('count on for whoever deletes the account and comes back, again and again', async () => {
    const { userId, personKey, comeBack } = await marked()
    await leave(userId, personKey)
    const second = await comeBack()
    await world.deliver([raise(second)])
    expect(await marksOf(second)).toEqual([['EARLY_CONTACT', 3]])
    await leave(second, personKey)
    const third = await comeBack()
    const caseId = await addCase(world.db, { userId: third, personKey })
    await addReport(world.db, caseId, { targetId: third })
    await world.deliver([raise(third)])
    const { case: found } = await world.moderator().staff.claimCase({ caseId })
    // One reporter of HARASSMENT whose word counts in full, and four times the same sign.
    expect(found).toMatchObject({ severity: 5_000 + 100 + 36 })
  })

  it('count on also where the new account is known before the old one is told to be gone', async () => {
    const { userId, personKey, comeBack } = await marked()
    const again = await comeBack()
    await leave(userId, personKey)
    expect(await marksOf(again)).toEqual([['EARLY_CONTACT', 2]])
  })

  it('are shown in a case about the account that is gone', async () => {
    const { userId, personKey } = await marked()
    const caseId = await addCase(world.db, { userId, personKey })
    await leave(userId, personKey)
    const moderator = world.moderator()
    await moderator.staff.claimCase({ caseId })
    const { case: whole } = await moderator.staff.getCase({ caseId })
    expect(whole?.marks).toMatchObject([{ kind: 'EARLY_CONTACT', count: 2 }])
  })

  it('are kept without the id of the account, as long as the key: 31 days, or while a broken rule keeps it', async () => {
    const [clean, banned] = [await marked(), await marked()]
    const caseId = await addCase(world.db, { userId: banned.userId, personKey: banned.personKey })
    await claimAndDecide(world.moderator(), caseId, { measure: 'BAN', rule: 'HATE' })
    for (const { userId, personKey } of [clean, banned]) {
      await leave(userId, personKey)
      const { rows } = await sql`select from mark where user_id = ${userId}`.execute(world.db)
      expect(rows).toEqual([])
    }
    await forgetKeys(later(departedKeyMs))
    expect(await marksOf(await clean.comeBack())).toEqual([])
    expect(await marksOf(await banned.comeBack())).toEqual([['EARLY_CONTACT', 2]])
  })

  it('are there until the last moment for which the key is kept', async () => {
    const { userId, personKey, comeBack } = await marked()
    await leave(userId, personKey)
    await forgetKeys(later(departedKeyMs - 1))
    expect(await marksOf(await comeBack())).toEqual([['EARLY_CONTACT', 2]])
  })
})

it('names in its part of a receipt all that stays of somebody who was marked and banned', async () => {
  const [userId, personKey] = [newId(), newKey()]
  const caseId = await addCase(world.db, { userId, personKey })
  await addReport(world.db, caseId, { targetId: userId })
  await claimAndDecide(world.moderator(), caseId, { measure: 'BAN', rule: 'HATE' })
  const mark = { userId, kind: 'HASTY_LIKES', count: 1, raisedAt: world.clock.now() } as const
  await world.deliver([testEvent(MarkRaised, userId, mark)])
  await world.deliver([testEvent(ProfileDeleted, userId, { userId })])
  const token = await world.authority.serviceToken('auth', 'safety')
  const { kept } = await createClient(PersonDataServiceService, world.transport).getErasure(
    { userId },
    { token },
  )
  const named: Record<string, string> = {
    'public.report': 'reports_about_the_person',
    'public.departed_key': 'person_key',
    'public.departed_mark': 'signs_of_abuse_if_a_rule_was_broken',
    'public.known_account': 'person_key_if_a_rule_was_broken',
    'public.standing': 'person_key_if_a_rule_was_broken',
    'public.case_file': 'cases_and_decisions_if_any',
    'public.decision': 'cases_and_decisions_if_any',
    'audit.record': 'audit_record_of_cases_if_any',
  }
  const { rows: tables } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_schema in ('public', 'audit') and table_name not like 'outbox%'`.execute(world.db)
  for (const { name } of tables) {
    const { rows } = await sql`
      select from ${sql.table(name)} as kept where kept::text like any(array[${`%${userId}%`}, ${`%${personKey.toString('hex')}%`}]) limit 1`.execute(
      world.db,
    )
    if (rows.length > 0)
      expect(
        kept.map(({ what }) => what),
        name,
      ).toContain(named[name])
  }
})
