import { randomBytes } from 'node:crypto'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { transact } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { manyByNight } from '@kindred/testkit/night'

import { openCaseFor } from '../src/store/cases.js'
import { lookAtPerson } from '../src/writing/look-at-person.js'
import {
  addCase,
  addReport,
  type Caller,
  claimAndDecide,
  codeOf,
  keyed,
  openStaffWorld,
  type StaffWorld,
  wishOf,
} from './staff-world.js'

let world: StaffWorld
beforeAll(async () => {
  world = await openStaffWorld()
})
afterAll(() => world.stop())

const anyKind = { kind: 'UNSPECIFIED' } as const
const dismissal = wishOf({ measure: 'DISMISS' })

/** Lets the time of a claim run out, by the database's clock. */
const expire = (caseId: string) =>
  world.db
    .updateTable('case_file')
    .set({ lease_ends_at: new Date(Date.now() - 1_000) })
    .where('id', '=', caseId)
    .execute()

const many = manyByNight({ day: 120, night: 500 })

it('lets two moderators who race over many cases decide each once, the worst and oldest first', async () => {
  const severities = [0, 700, 10_100, 300, 5_100]
  for (let at = 0; at < many; at++)
    await addCase(world.db, { severity: severities[at % 5]!, openedAt: new Date(Date.now() - at * 60_000) })
  const order: string[][] = await Promise.all([world.moderator(), world.moderator()].map(workOff))
  const decided = order.flat()
  expect(new Set(decided).size).toBe(many)
  expect(decided).toHaveLength(many)
  const rows = await world.db.selectFrom('case_file').selectAll().execute()
  expect(rows.every(({ state }) => state === 'CLOSED')).toBe(true)
  const { count } = await world.db
    .selectFrom('decision')
    .select((row) => row.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(many)
  const place = new Map(
    [...rows]
      .sort((a, b) => b.severity - a.severity || a.opened_at.getTime() - b.opened_at.getTime())
      .map(({ id }, index) => [id, index]),
  )
  for (const mine of order) {
    const places = mine.map((id) => place.get(id)!)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  }
}, 240_000)

async function workOff({ staff }: Caller): Promise<string[]> {
  const mine: string[] = []
  for (;;) {
    const claimed = await staff.claimNextCase(anyKind).catch((error: { code: string }) => error.code)
    if (claimed === 'CASE_QUEUE_EMPTY') return mine
    if (typeof claimed === 'string') throw new Error(claimed)
    const { case: found, leaseId } = claimed
    await staff.decideCase({ ...dismissal, caseId: found!.caseId, leaseId })
    mine.push(found!.caseId)
  }
}

it('refuses a decision whose claim ran out, whether or not somebody else has the case by then', async () => {
  const [first, second] = [world.moderator(), world.moderator()]
  const caseId = await addCase(world.db)
  const { leaseId } = await first.staff.claimCase({ caseId })
  await expire(caseId)
  expect(await codeOf(first.staff.decideCase({ ...dismissal, caseId, leaseId }))).toBe('CLAIM_LOST')
  const taken = await second.staff.claimCase({ caseId })
  expect(await codeOf(first.staff.decideCase({ ...dismissal, caseId, leaseId }))).toBe('CLAIM_LOST')
  expect(await codeOf(first.staff.renewClaim({ caseId, leaseId }))).toBe('CLAIM_LOST')
  expect(await codeOf(first.staff.releaseClaim({ caseId, leaseId }))).toBe('CLAIM_LOST')
  // Nobody decides with a claim that is somebody else's.
  const stolen = { ...dismissal, caseId, leaseId: taken.leaseId }
  expect(await codeOf(first.staff.decideCase(stolen))).toBe('CLAIM_LOST')
  expect(await codeOf(second.staff.decideCase(stolen))).toBe('OK')
  expect(await codeOf(second.staff.decideCase(stolen))).toBe('CLAIM_LOST')
})

it('refuses a decision on a case to which more was reported since the look, and takes it after another look', async () => {
  const [{ staff }, userId] = [world.moderator(), newId()]
  const caseId = await addCase(world.db, { userId })
  const look = async () => (await staff.getCase({ caseId })).case!.version
  const { leaseId } = await staff.claimCase({ caseId })
  const seenVersion = await look()
  await staff.renewClaim({ caseId, leaseId })
  await openCaseFor(world.db, { kind: 'REPORTS', userId }, new Date())
  await addReport(world.db, caseId, { targetId: userId, reason: 'UNDERAGE' })
  const decision = { ...dismissal, caseId, leaseId }
  expect(await codeOf(staff.decideCase({ ...decision, seenVersion }))).toBe('CASE_CHANGED')
  expect(await codeOf(staff.decideCase({ ...decision, seenVersion: await look() }))).toBe('OK')
})

it('gives a claim of 15 minutes that renewing keeps and releasing ends', async () => {
  const [first, second] = [world.moderator(), world.moderator()]
  const caseId = await addCase(world.db)
  const { leaseId, leaseEndsAt } = await first.staff.claimCase({ caseId })
  expect(Math.abs(leaseEndsAt!.getTime() - Date.now() - 900_000)).toBeLessThan(60_000)
  expect(await codeOf(second.staff.claimCase({ caseId }))).toBe('CASE_CLAIMED')
  const renewed = await first.staff.renewClaim({ caseId, leaseId })
  expect(renewed.leaseEndsAt!.getTime()).toBeGreaterThan(leaseEndsAt!.getTime())
  await first.staff.releaseClaim({ caseId, leaseId })
  expect((await second.staff.claimCase({ caseId })).case).toMatchObject({ state: 'CLAIMED', mine: true })
  await claimAndDecide(second, caseId, { measure: 'DISMISS' })
  expect(await codeOf(first.staff.claimCase({ caseId }))).toBe('CASE_CLOSED')
  expect(await codeOf(first.staff.claimCase({ caseId: newId() }))).toBe('CASE_NOT_FOUND')
})

it('gives a case to nobody who is in it or reported, and takes up a claim that ran out', async () => {
  const [moderator, reporter, other] = [world.moderator(), world.moderator(), world.moderator()]
  const caseId = await addCase(world.db, { userId: moderator.userId })
  await addReport(world.db, caseId, { reporterId: reporter.userId, targetId: moderator.userId })
  for (const { staff } of [moderator, reporter]) {
    expect(await codeOf(staff.claimCase({ caseId }))).toBe('CASE_ABOUT_YOURSELF')
    expect(await codeOf(staff.claimNextCase(anyKind))).toBe('CASE_QUEUE_EMPTY')
    expect(await codeOf(staff.getCase({ caseId }))).toBe('CASE_ABOUT_YOURSELF')
    const { cases } = await staff.listCases({
      kind: 'UNSPECIFIED',
      state: 'UNSPECIFIED',
      mine: false,
      pageSize: 0,
      pageToken: '',
    })
    expect(cases.filter((one) => one.caseId === caseId)).toEqual([])
  }
  await other.staff.claimCase({ caseId })
  await expire(caseId)
  expect((await world.moderator().staff.claimNextCase(anyKind)).case?.caseId).toBe(caseId)
})

it('gives nobody a case that another account of the same person is in, has reported or has decided', async () => {
  const [moderator, other] = [world.moderator(), world.moderator()]
  const [own, staff, second] = [newId(), world.moderator(), world.moderator()]
  const personKey = randomBytes(32)
  await world.deliver([own, staff.userId, second.userId].map((userId) => keyed(userId, personKey)))
  const about = await addCase(world.db, { userId: own, personKey })
  const reported = await addCase(world.db)
  await addReport(world.db, reported, { reporterId: own, targetId: newId() })
  for (const caseId of [about, reported]) {
    expect(await codeOf(staff.staff.claimCase({ caseId }))).toBe('CASE_ABOUT_YOURSELF')
    expect(await codeOf(staff.staff.getCase({ caseId }))).toBe('CASE_ABOUT_YOURSELF')
    expect(await codeOf(staff.staff.claimNextCase({ kind: 'REPORTS' }))).toBe('CASE_QUEUE_EMPTY')
  }
  const look = { userId: own, actorId: staff.userId, isKnown: true }
  const card = transact(world.db, (trx) => lookAtPerson(trx, look, new Date()))
  expect(await codeOf(card)).toBe('CASE_ABOUT_YOURSELF')
  const { decisionId: aboutId } = await claimAndDecide(second, await addCase(world.db), {
    measure: 'BAN',
    rule: 'HATE',
  })
  const appeal = await addCase(world.db, { kind: 'APPEAL', aboutId })
  expect(await codeOf(staff.staff.claimCase({ caseId: appeal }))).toBe('CASE_OWN_DECISION')
  expect(await codeOf(staff.staff.claimNextCase({ kind: 'APPEAL' }))).toBe('CASE_QUEUE_EMPTY')
  for (const caseId of [about, reported, appeal]) await other.staff.claimCase({ caseId })
  expect(await codeOf(moderator.staff.claimNextCase(anyKind))).toBe('CASE_QUEUE_EMPTY')
})

it('lists cases by kind and state, the worst first, page by page', async () => {
  const moderator = world.moderator()
  const ids: string[] = []
  for (const severity of [10, 30, 20])
    ids.push(await addCase(world.db, { kind: 'PHOTO', severity, aboutId: newId() }))
  const list = async (more: object) => {
    const asked = {
      kind: 'PHOTO',
      state: 'UNSPECIFIED',
      mine: false,
      pageSize: 2,
      pageToken: '',
      ...more,
    } as const
    return moderator.staff.listCases(asked)
  }
  const first = await list({})
  const rest = await list({ pageToken: first.nextPageToken })
  const all = [...first.cases, ...rest.cases].map(({ caseId }) => caseId)
  expect(all).toEqual([ids[1], ids[2], ids[0]])
  await moderator.staff.claimCase({ caseId: ids[0]! })
  expect((await list({ state: 'CLAIMED' })).cases).toMatchObject([
    { caseId: ids[0], mine: true, state: 'CLAIMED' },
  ])
  expect((await list({ mine: true })).cases).toHaveLength(1)
  expect((await list({ state: 'OPEN' })).cases.map(({ caseId }) => caseId)).toEqual([ids[1], ids[2]])
  await claimAndDecide(moderator, ids[0]!, { measure: 'APPROVE_PHOTO' })
  expect((await list({ state: 'CLOSED' })).cases).toMatchObject([
    { caseId: ids[0], state: 'CLOSED', measure: 'APPROVE_PHOTO' },
  ])
})

it('lets nobody but staff in', async () => {
  const { staff } = world.person()
  expect(await codeOf(staff.claimNextCase(anyKind))).toBe('FORBIDDEN')
  expect(await codeOf(world.moderator().staff.verifyAudit({}))).toBe('FORBIDDEN')
})
