import { webcrypto } from 'node:crypto'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { OutboxServiceService } from '@kindred/contracts/events'
import { PhotoHeld } from '@kindred/contracts/media'
import { PublicProfile, SnapshotProfileResponse } from '@kindred/contracts/profile'
import { OutcomeReached } from '@kindred/contracts/safety'
import { newId } from '@kindred/kernel'
import { createClient } from '@kindred/rpc'
import { testEvent } from '@kindred/testkit'

import { saveEvidence } from '../src/store/evidence.js'
import {
  addCase,
  addReport,
  type Caller,
  claimAndDecide,
  codeOf,
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
const appeals = { kind: 'APPEAL' } as const

/** Somebody who was decided about, and the moderator who did it. */
async function decided(wish: Parameters<typeof claimAndDecide>[2]) {
  const person = world.person()
  const caseId = await addCase(world.db, { userId: person.userId })
  const reporterId = await addReport(world.db, caseId, { targetId: person.userId })
  const moderator = world.moderator()
  const { decisionId } = await claimAndDecide(moderator, caseId, wish)
  world.clock.advance(10_000)
  await expect.poll(async () => (await reportsOf(reporterId))[0]?.state, patience).toBe('ANSWERED')
  return { person, moderator, decisionId, reporterId }
}

const reportsOf = async (userId: string) =>
  (await world.person(userId).api.listMyReports({ pageSize: 0, pageToken: '' })).reports

it('gives an appeal to another moderator, who lets everything fall', async () => {
  const { person, moderator, decisionId, reporterId } = await decided({ measure: 'BAN', rule: 'HARASSMENT' })
  await person.api.appealDecision({ decisionId, text: 'It was not me.' })
  expect(await codeOf(moderator.staff.claimNextCase(appeals))).toBe('CASE_QUEUE_EMPTY')
  const { cases } = await moderator.staff.listCases({
    ...appeals,
    state: 'OPEN',
    mine: false,
    pageSize: 0,
    pageToken: '',
  })
  const caseId = cases.find(({ subjectId }) => subjectId === person.userId)!.caseId
  expect(await codeOf(moderator.staff.claimCase({ caseId }))).toBe('CASE_OWN_DECISION')

  const other = world.moderator()
  const { leaseId } = await other.staff.claimCase({ caseId })
  const { case: whole } = await other.staff.getCase({ caseId })
  expect(whole?.appeal).toMatchObject({ text: 'It was not me.', decision: { decisionId, measure: 'BAN' } })
  expect(whole?.measures).toEqual(['UPHOLD', 'REVERSE'])
  await other.staff.decideCase({ ...wishOf({ measure: 'REVERSE' }), caseId, leaseId })
  world.clock.advance(10_000)
  const last = async () => (await toldOf(world.db, person.userId)).filter((told) => 'standing' in told).at(-1)
  await expect.poll(last, patience).toMatchObject({ standing: 'GOOD' })
  expect((await toldOf(world.db, person.userId)).at(-1)).toMatchObject({ validReports: 0 })
  expect(await reportsOf(reporterId)).toMatchObject([{ outcome: 'NO_VIOLATION' }])
  const { decisions } = await person.api.getMyStanding({})
  expect(decisions).toMatchObject([{ decisionId, appeal: 'REVERSED' }])
})

/** The open appeal of a person, claimed by a moderator. */
async function claimAppeal({ staff }: Caller, userId: string) {
  const open = world.db.selectFrom('case_file').select('id').where('user_id', '=', userId)
  const { id: caseId } = await open.where('kind', '=', 'APPEAL').executeTakeFirstOrThrow()
  await staff.claimCase({ caseId })
  return (await staff.getCase({ caseId })).case
}

it('shows whoever looks at an appeal the reports and the evidence that the decision was made on, and records it', async () => {
  const { person, decisionId } = await decided({ measure: 'WARN', rule: 'HARASSMENT' })
  const { userId } = person
  const report = await world.db
    .selectFrom('report')
    .selectAll()
    .where('target_id', '=', userId)
    .executeTakeFirstOrThrow()
  const evidence = { id: newId(), case_id: report.case_id!, report_id: report.id, kind: 'PROFILE' } as const
  const profile = PublicProfile.fromPartial({ userId, name: 'Max', bio: 'Invest with me.' })
  const content = SnapshotProfileResponse.encode({ profile, birthDate: '1995-06-15', createdAt: new Date() })
  const taken = { content: Buffer.from(content.finish()), taken_at: new Date(), due_at: null }
  await saveEvidence(world.db, [{ ...evidence, ...taken }])
  await person.api.appealDecision({ decisionId, text: 'No.' })
  const whole = await claimAppeal(world.moderator(), userId)
  expect(whole?.reports).toMatchObject([{ reporter: 1, reason: 'HARASSMENT' }])
  expect(whole?.evidence).toMatchObject([{ reporter: 1, profile: { name: 'Max', bio: 'Invest with me.' } }])
  const asked = { actorId: '', subjectId: userId, pageSize: 0, pageToken: '' }
  const { records } = await world.admin().staff.listAudit(asked)
  const seen = records.find(({ action }) => action === 'case.seen')
  expect(JSON.parse(seen?.after ?? '{}')).toEqual({ evidence_ids: [evidence.id] })
})

it('shows whoever looks at an appeal the photo that was rejected', async () => {
  const [owner, mediaId] = [world.person(), newId()]
  const held = {
    mediaId,
    ownerId: owner.userId,
    reason: 'UNSURE',
    score: 0.6,
    model: 'm',
    isListed: true,
  } as const
  expect(await world.deliver([testEvent(PhotoHeld, owner.userId, held)])).toEqual([])
  const moderator = world.moderator()
  const { case: found } = await moderator.staff.claimNextCase({ kind: 'PHOTO' })
  const rejection = { measure: 'REJECT_PHOTO', rule: 'PHOTO_UNSUITABLE' } as const
  const { decisionId } = await claimAndDecide(moderator, found!.caseId, rejection)
  await owner.api.appealDecision({ decisionId, text: 'It is my cat.' })
  const whole = await claimAppeal(world.moderator(), owner.userId)
  expect(whole?.photo).toMatchObject({ photo: { mediaId }, score: 0.6, looksRemoved: true })
})

it('gives no appeal to a member of staff who had reported the person', async () => {
  const { person, decisionId, reporterId } = await decided({ measure: 'WARN', rule: 'HATE' })
  await person.api.appealDecision({ decisionId, text: 'No.' })
  expect(await codeOf(claimAppeal(world.moderator(reporterId), person.userId))).toBe('CASE_ABOUT_YOURSELF')
  expect(await codeOf(claimAppeal(world.moderator(), person.userId))).toBe('OK')
})

it('takes one appeal against a decision, from nobody else, and none against what the person is not told', async () => {
  const { person, decisionId } = await decided({ measure: 'WARN', rule: 'HATE' })
  const appeal = (from = person, id = decisionId) =>
    codeOf(from.api.appealDecision({ decisionId: id, text: 'No.' }))
  expect(await appeal(world.person())).toBe('DECISION_NOT_FOUND')
  expect(await appeal(person, newId())).toBe('DECISION_NOT_FOUND')
  expect(await Promise.all([appeal(), appeal()]).then((codes) => codes.sort())).toEqual([
    'APPEAL_ALREADY_MADE',
    'OK',
  ])
  expect((await person.api.getMyStanding({})).decisions).toMatchObject([{ appeal: 'PENDING' }])
  const hidden = await decided({ measure: 'HIDE', rule: 'HATE' })
  expect(await appeal(hidden.person, hidden.decisionId)).toBe('DECISION_NOT_FOUND')
})

it('leaves a decision as it is when its appeal is not followed, and takes no second appeal', async () => {
  const { person, decisionId } = await decided({ measure: 'SUSPEND', days: 30, rule: 'HATE' })
  await person.api.appealDecision({ decisionId, text: 'Please.' })
  const other = world.moderator()
  const { case: found, leaseId } = await other.staff.claimNextCase(appeals)
  await other.staff.decideCase({ ...wishOf({ measure: 'UPHOLD' }), caseId: found!.caseId, leaseId })
  world.clock.advance(10_000)
  const state = async () => (await person.api.getMyStanding({})).decisions[0]?.appeal
  await expect.poll(state, patience).toBe('UPHELD')
  expect((await toldOf(world.db, person.userId)).filter((told) => 'standing' in told)).toHaveLength(1)
  expect(await codeOf(person.api.appealDecision({ decisionId, text: 'Again.' }))).toBe('APPEAL_ALREADY_MADE')
})

it('takes no appeal against what holds no longer', async () => {
  const { person, moderator, decisionId } = await decided({ measure: 'BAN', rule: 'HATE' })
  await moderator.staff.liftSanction({ userId: person.userId, note: 'Lifted.' })
  expect((await person.api.getMyStanding({})).decisions).toMatchObject([{ appeal: 'NOT_POSSIBLE' }])
  expect(await codeOf(person.api.appealDecision({ decisionId, text: 'No.' }))).toBe('APPEAL_NOT_POSSIBLE')
})

it('takes the appeal of somebody who cannot sign in by the token of auth alone', async () => {
  const { person, decisionId } = await decided({ measure: 'BAN', rule: 'HATE' })
  const outside = (appealToken: string) =>
    codeOf(world.person().api.appealFromOutside({ appealToken, text: 'I was hacked.' }))
  const access = await world.authority.issue(person.userId)
  expect(await outside(access)).toBe('APPEAL_TOKEN_INVALID')
  expect(await outside('x.y.z')).toBe('APPEAL_TOKEN_INVALID')
  const pair = await webcrypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  expect(
    await outside(
      await world.authority.appealToken(
        person.userId,
        decisionId,
        'privateKey' in pair ? pair.privateKey : pair,
      ),
    ),
  ).toBe('APPEAL_TOKEN_INVALID')
  const token = await world.authority.appealToken(person.userId, decisionId)
  expect(await outside(token)).toBe('OK')
  expect(await outside(token)).toBe('APPEAL_ALREADY_MADE')
  world.clock.advance(7 * 86_400_000 + 1_000)
  expect(await outside(token)).toBe('APPEAL_TOKEN_INVALID')
})

it('lets a photo be shown whose rejection another moderator has reversed', async () => {
  const [person, mediaId] = [world.person(), newId()]
  const caseId = await addCase(world.db, { kind: 'PHOTO', userId: person.userId, aboutId: mediaId })
  const rejection = { measure: 'REJECT_PHOTO', rule: 'SEXUAL_CONTENT' } as const
  const { decisionId } = await claimAndDecide(world.moderator(), caseId, rejection)
  const told = async () => (await toldOf(world.db, person.userId)).filter((one) => 'mediaId' in one)
  world.clock.advance(10_000)
  await expect.poll(told, patience).toHaveLength(1)
  await person.api.appealDecision({ decisionId, text: 'It is a painting.' })
  const { id: appealId } = await world.db
    .selectFrom('case_file')
    .select('id')
    .where('about_id', '=', decisionId)
    .executeTakeFirstOrThrow()
  await claimAndDecide(world.moderator(), appealId, { measure: 'REVERSE' })
  world.clock.advance(10_000)
  await expect.poll(told, patience).toHaveLength(2)
  expect((await told())[1]).toMatchObject({ mediaId, approved: true, takenBack: true, seenAgain: true })
})

it('lets an appeal fall with the decision that is taken back, whether or not somebody has decided it', async () => {
  const [moderator, other] = [world.moderator(), world.moderator()]
  const token = await world.authority.serviceToken('notification', 'safety')
  await createClient(OutboxServiceService, world.transport).subscribe(
    { types: [OutcomeReached.$type] },
    { token },
  )
  for (const isDecided of [false, true]) {
    const person = world.person()
    const caseId = await addCase(world.db, { userId: person.userId })
    const reporterId = await addReport(world.db, caseId, { targetId: person.userId })
    const { decisionId } = await claimAndDecide(moderator, caseId, { measure: 'BAN', rule: 'HATE' })
    await person.api.appealDecision({ decisionId, text: 'No.' })
    const { case_id: appealId } = await world.db
      .selectFrom('appeal')
      .select('case_id')
      .where('decision_id', '=', decisionId)
      .executeTakeFirstOrThrow()
    const { leaseId } = await other.staff.claimCase({ caseId: appealId })
    const reversal = { ...wishOf({ measure: 'REVERSE' }), caseId: appealId, leaseId }
    if (isDecided) await other.staff.decideCase(reversal)
    const undone = await moderator.staff.undoDecision({ caseId })
    expect((await person.api.getMyStanding({})).decisions).toEqual([])
    if (!isDecided) expect(await codeOf(other.staff.decideCase(reversal))).toBe('CLAIM_LOST')
    expect(await codeOf(world.moderator().staff.claimCase({ caseId: appealId }))).toBe('CASE_CLOSED')

    const suspension = wishOf({ measure: 'SUSPEND', days: 7, rule: 'HATE' })
    await moderator.staff.decideCase({ ...suspension, caseId, leaseId: undone.leaseId })
    world.clock.advance(10_000)
    const unsettled = () =>
      world.db.selectFrom('decision').select('id').where('settled_at', 'is', null).execute()
    await expect.poll(unsettled, patience).toEqual([])
    const told = world.db.selectFrom('outbox_event').select('id').where('type', '=', OutcomeReached.$type)
    expect(await told.where('aggregate_id', '=', person.userId).execute()).toEqual([])
    expect(await reportsOf(reporterId)).toMatchObject([{ outcome: 'ACTION_TAKEN' }])
    const { decisions } = await person.api.getMyStanding({})
    expect(decisions).toMatchObject([{ measure: 'SUSPEND', appeal: 'POSSIBLE' }])
  }
})

it.each([
  { reason: 'APPEALED', state: 'NOT_POSSIBLE', code: 'APPEAL_ALREADY_MADE' },
  { reason: 'UNSURE', state: 'POSSIBLE', code: 'OK' },
] as const)('takes one appeal about a photo: that waited as $reason it is $state', async (expected) => {
  const [person, mediaId] = [world.person(), newId()]
  const { reason, state, code } = expected
  const held = { mediaId, ownerId: person.userId, reason, score: 0.5, model: 'm', isListed: false }
  await world.deliver([testEvent(PhotoHeld, person.userId, held)])
  const { id: caseId } = await world.db
    .selectFrom('case_file')
    .select('id')
    .where('about_id', '=', mediaId)
    .executeTakeFirstOrThrow()
  const rejection = { measure: 'REJECT_PHOTO', rule: 'SEXUAL_CONTENT' } as const
  const { decisionId } = await claimAndDecide(world.moderator(), caseId, rejection)
  expect((await person.api.getMyStanding({})).decisions).toMatchObject([{ decisionId, appeal: state }])
  expect(await codeOf(person.api.appealDecision({ decisionId, text: 'No.' }))).toBe(code)
})
