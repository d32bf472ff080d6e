import { createHash, randomBytes } from 'node:crypto'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { hideUntilLookedAt } from '../src/writing/hide-until-looked-at.js'
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

/** Somebody with a case of one report. */
async function reported() {
  const userId = newId()
  await world.deliver([keyed(userId, createHash('sha256').update(randomBytes(8)).digest())])
  const caseId = await addCase(world.db, { userId })
  return { userId, caseId, reporterId: await addReport(world.db, caseId, { targetId: userId }) }
}

/** Somebody whom the system has hidden until a moderator has looked. */
async function hidden() {
  const person = await reported()
  await world.db.transaction().execute((trx) => hideUntilLookedAt(trx, person, world.clock.now()))
  return person
}

/** Where the person stood for the other services, one after the other. */
const standingsOf = async (userId: string) =>
  (await toldOf(world.db, userId)).flatMap((told) => ('standing' in told ? [told.standing] : []))

/** Lets the time pass in which decisions can be taken back, and waits until the consequences of those of a case are drawn. */
async function settle(caseId: string): Promise<void> {
  world.clock.advance(10_000)
  const open = () =>
    world.db
      .selectFrom('decision')
      .select('id')
      .where('case_id', '=', caseId)
      .where('settled_at', 'is', null)
      .execute()
  await expect.poll(open, patience).toEqual([])
}

it('lets a person whom the system hid be met again only once the decision can no longer be taken back', async () => {
  const { userId, caseId } = await hidden()
  await claimAndDecide(world.moderator(), caseId, { measure: 'DISMISS' })
  expect(await standingsOf(userId)).toEqual(['HIDDEN'])
  await settle(caseId)
  expect(await standingsOf(userId)).toEqual(['HIDDEN', 'GOOD'])
})

it('tells nobody anything of a person whom the system hid when a decision that lifts it is taken back', async () => {
  const { userId, caseId } = await hidden()
  const moderator = world.moderator()
  await claimAndDecide(moderator, caseId, { measure: 'WARN', rule: 'HATE' })
  const { leaseId } = await moderator.staff.undoDecision({ caseId })
  await settle(caseId)
  expect(await standingsOf(userId)).toEqual(['HIDDEN'])
  await moderator.staff.decideCase({ ...wishOf({ measure: 'DISMISS' }), caseId, leaseId })
  await settle(caseId)
  expect(await standingsOf(userId)).toEqual(['HIDDEN', 'GOOD'])
})

it('shuts a person whom the system hid out at once', async () => {
  const { userId, caseId } = await hidden()
  await claimAndDecide(world.moderator(), caseId, { measure: 'BAN', rule: 'HATE' })
  expect(await standingsOf(userId)).toEqual(['HIDDEN', 'BANNED'])
  await settle(caseId)
  expect(await standingsOf(userId)).toEqual(['HIDDEN', 'BANNED'])
})

it('draws nothing from a decision that was taken back after somebody had lifted it, and shows it nowhere', async () => {
  const { userId, caseId, reporterId } = await reported()
  const [mia, max] = [world.moderator(), world.moderator()]
  await claimAndDecide(mia, caseId, { measure: 'HIDE', rule: 'HATE' })
  await max.staff.liftSanction({ userId, note: 'It was somebody else.' })
  const { case: found, leaseId } = await mia.staff.undoDecision({ caseId })
  expect(found).toMatchObject({ state: 'CLAIMED', measure: undefined })
  await settle(caseId)
  const answered = async () => {
    const { reports } = await world.person(reporterId).api.listMyReports({ pageSize: 0, pageToken: '' })
    return reports.map(({ outcome }) => outcome)
  }
  expect(await answered()).toEqual([undefined])
  expect(await standingsOf(userId)).toEqual(['HIDDEN', 'GOOD'])
  await mia.staff.decideCase({ ...wishOf({ measure: 'DISMISS' }), caseId, leaseId })
  await settle(caseId)
  expect(await answered()).toEqual(['NO_VIOLATION'])
  const again = await addCase(world.db, { userId })
  await max.staff.claimCase({ caseId: again })
  expect((await max.staff.getCase({ caseId: again })).case?.history).toMatchObject([{ measure: 'DISMISS' }])
})
