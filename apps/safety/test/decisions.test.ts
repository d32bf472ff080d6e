import { createHash, randomBytes } from 'node:crypto'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { MarkRaised as ChatMarkRaised } from '@kindred/contracts/chat'
import { HoldPhotosResponse, PhotoApproved, PhotoHeld, type PhotoReason } from '@kindred/contracts/media'
import { ProfileDeleted } from '@kindred/contracts/profile'
import { newId } from '@kindred/kernel'
import { testEvent } from '@kindred/testkit'

import {
  addCase,
  addReport,
  claimAndDecide,
  codeOf,
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
const newKey = (): Buffer => createHash('sha256').update(randomBytes(8)).digest()

/** Somebody with a person key, about whom there is a case with one report. */
async function reported(personKey = newKey()) {
  const userId = newId()
  await world.deliver([keyed(userId, personKey)])
  const caseId = await addCase(world.db, { userId })
  const reporterId = await addReport(world.db, caseId, { targetId: userId })
  return { userId, caseId, reporterId, personKey }
}

/** What was taken for the first report of a case: these photos of whom it is about. */
async function addPhotos(caseId: string, photoIds: readonly string[]): Promise<void> {
  const reports = world.db.selectFrom('report').selectAll().where('case_id', '=', caseId)
  const { id, target_id } = await reports.executeTakeFirstOrThrow()
  const photos = photoIds.map((mediaId) => ({ mediaId, ownerId: target_id!, status: 'APPROVED' as const }))
  await world.db
    .insertInto('evidence')
    .values({
      id: newId(),
      report_id: id,
      case_id: caseId,
      kind: 'PHOTOS',
      content: Buffer.from(HoldPhotosResponse.encode(HoldPhotosResponse.fromPartial({ photos })).finish()),
      taken_at: new Date(),
      due_at: null,
    })
    .execute()
}

/** Lets the time pass in which a decision can be taken back, and waits until its consequences are drawn. */
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

const outcomesOf = async (userId: string) => {
  const { reports } = await world.person(userId).api.listMyReports({ pageSize: 0, pageToken: '' })
  return reports.map(({ outcome }) => outcome)
}

it('bans at once, for every account of the person, and tells the key and the decision', async () => {
  const { userId, caseId, personKey } = await reported()
  const second = newId()
  await world.deliver([keyed(second, personKey)])
  const { decisionId } = await claimAndDecide(world.moderator(), caseId, {
    measure: 'BAN',
    rule: 'HARASSMENT',
  })
  for (const account of [userId, second])
    expect(await toldOf(world.db, account)).toEqual([
      {
        userId: account,
        version: 1,
        standing: 'BANNED',
        endsAt: undefined,
        decisionId,
        rule: 'HARASSMENT',
        personKey,
      },
    ])
})

it('meets a person who comes back with a new account where the old one was', async () => {
  const { caseId, personKey } = await reported()
  await claimAndDecide(world.moderator(), caseId, { measure: 'SUSPEND', days: 30, rule: 'HATE' })
  const again = newId()
  await world.deliver([keyed(again, personKey)])
  const endsAt = new Date(world.clock.now().getTime() + 30 * 86_400_000)
  expect(await toldOf(world.db, again)).toMatchObject([{ userId: again, standing: 'SUSPENDED', endsAt }])
})

it('ends a suspension by itself, and leaves a ban that came meanwhile', async () => {
  const [one, other] = [await reported(), await reported()]
  for (const { caseId } of [one, other])
    await claimAndDecide(world.moderator(), caseId, { measure: 'SUSPEND', days: 1, rule: 'HATE' })
  const second = await addCase(world.db, { userId: other.userId })
  await claimAndDecide(world.moderator(), second, { measure: 'BAN', rule: 'HATE' })
  world.clock.advance(86_400_000)
  const last = async (userId: string) =>
    (await toldOf(world.db, userId)).filter((told) => 'standing' in told).at(-1)
  await expect
    .poll(() => last(one.userId), patience)
    .toMatchObject({ standing: 'GOOD', version: 2, rule: '' })
  expect(await last(other.userId)).toMatchObject({ standing: 'BANNED' })
})

it('takes a ban back within ten seconds with all that it did, and not later, and not by somebody else', async () => {
  const { userId, caseId, reporterId } = await reported()
  const [moderator, other] = [world.moderator(), world.moderator()]
  await claimAndDecide(moderator, caseId, { measure: 'BAN', rule: 'HARASSMENT' })
  expect(await codeOf(other.staff.undoDecision({ caseId }))).toBe('NOTHING_TO_TAKE_BACK')
  world.clock.advance(9_000)
  const { case: found, leaseId } = await moderator.staff.undoDecision({ caseId })
  expect(found).toMatchObject({ state: 'CLAIMED', mine: true, measure: undefined })
  expect((await toldOf(world.db, userId)).at(-1)).toMatchObject({ standing: 'GOOD', version: 2 })
  expect((await world.person(userId).api.getMyStanding({})).decisions).toEqual([])
  await moderator.staff.decideCase({ ...wishOf({ measure: 'DISMISS' }), caseId, leaseId })
  await settle(caseId)
  expect(await outcomesOf(reporterId)).toEqual(['NO_VIOLATION'])
  expect(await codeOf(moderator.staff.undoDecision({ caseId }))).toBe('NOTHING_TO_TAKE_BACK')
})

it('tells reporters in general words once a decision stands, and others how many reports were right', async () => {
  const { userId, caseId, reporterId } = await reported()
  await claimAndDecide(world.moderator(), caseId, { measure: 'WARN', rule: 'HARASSMENT' })
  expect(await outcomesOf(reporterId)).toEqual([undefined])
  expect((await world.person(userId).api.getMyStanding({})).decisions).toEqual([])
  await settle(caseId)
  expect(await outcomesOf(reporterId)).toEqual(['ACTION_TAKEN'])
  expect(await toldOf(world.db, userId)).toEqual([{ userId, version: 1, validReports: 1 }])
  const { decisions } = await world.person(userId).api.getMyStanding({})
  expect(decisions).toMatchObject([{ measure: 'WARN', rule: 'HARASSMENT', appeal: 'POSSIBLE', seen: false }])
  expect(JSON.stringify(decisions)).not.toContain(reporterId)
  await world.person(userId).api.acknowledgeDecision({ decisionId: decisions[0]!.decisionId })
  expect((await world.person(userId).api.getMyStanding({})).decisions[0]).toMatchObject({ seen: true })
})

it('hides a person without telling', async () => {
  const { userId, caseId } = await reported()
  await claimAndDecide(world.moderator(), caseId, { measure: 'HIDE', rule: 'SPAM_OR_SCAM' })
  expect(await toldOf(world.db, userId)).toMatchObject([{ standing: 'HIDDEN', rule: '' }])
  await settle(caseId)
  expect((await world.person(userId).api.getMyStanding({})).decisions).toEqual([])
})

it('removes photos at once and puts them on the list, and gives them back when the decision is taken back', async () => {
  const { userId, caseId } = await reported()
  const moderator = world.moderator()
  const photoIds = [newId(), newId()]
  await addPhotos(caseId, photoIds)
  const wish = { measure: 'REMOVE_PHOTO', rule: 'SEXUAL_CONTENT', photoIds, listHash: true } as const
  const { decisionId } = await claimAndDecide(moderator, caseId, wish)
  const removed = photoIds.map((mediaId) => ({
    mediaId,
    ownerId: userId,
    approved: false,
    rule: 'SEXUAL_CONTENT',
    listHash: true,
    decisionId,
    takenBack: false,
    seenAgain: false,
  }))
  expect(await toldOf(world.db, userId)).toEqual(removed)
  await moderator.staff.undoDecision({ caseId })
  expect((await toldOf(world.db, userId)).slice(2)).toMatchObject(
    photoIds.map((mediaId) => ({ mediaId, approved: true, decisionId, takenBack: true })),
  )
})

it('tells what became of a photo and of a verification once the decision stands', async () => {
  const [photoId, owner, person] = [newId(), newId(), newId()]
  const photoCase = await addCase(world.db, { kind: 'PHOTO', userId: owner, aboutId: photoId })
  const noteCase = await addCase(world.db, { kind: 'VERIFICATION', userId: person, aboutId: newId() })
  await claimAndDecide(world.moderator(), photoCase, { measure: 'REJECT_PHOTO', rule: 'PHOTO_UNSUITABLE' })
  await claimAndDecide(world.moderator(), noteCase, { measure: 'VERIFY' })
  expect(await toldOf(world.db, owner)).toEqual([])
  await settle(photoCase)
  await settle(noteCase)
  expect(await toldOf(world.db, owner)).toMatchObject([
    { mediaId: photoId, ownerId: owner, approved: false, rule: 'PHOTO_UNSUITABLE', listHash: false },
  ])
  expect(await toldOf(world.db, person)).toMatchObject([{ userId: person, verified: true, caseId: noteCase }])
})

it('takes in what was reported meanwhile when a decision is taken back', async () => {
  const { userId, caseId } = await reported()
  const moderator = world.moderator()
  await claimAndDecide(moderator, caseId, { measure: 'DISMISS' })
  const newer = await addCase(world.db, { userId })
  await addReport(world.db, newer, { targetId: userId, reason: 'UNDERAGE' })
  const { case: found } = await moderator.staff.undoDecision({ caseId })
  expect(found).toMatchObject({ caseId, reporters: 2, reasons: ['HARASSMENT', 'UNDERAGE'] })
  expect(await codeOf(moderator.staff.claimCase({ caseId: newer }))).toBe('CASE_CLOSED')
})

it('lifts what holds a person back on all accounts', async () => {
  const { userId, caseId } = await reported()
  const moderator = world.moderator()
  await claimAndDecide(moderator, caseId, { measure: 'BAN', rule: 'OTHER' })
  await moderator.staff.liftSanction({ userId, note: 'A mistake.' })
  expect((await toldOf(world.db, userId)).at(-1)).toMatchObject({ standing: 'GOOD', decisionId: '' })
  expect(await codeOf(moderator.staff.liftSanction({ userId, note: 'Again.' }))).toBe('NOTHING_TO_LIFT')
})

it('refuses a decision that does not fit the case or does not say enough', async () => {
  const { caseId } = await reported()
  const theirs = newId()
  await addPhotos(caseId, [theirs])
  const { staff } = world.moderator()
  const { leaseId } = await staff.claimCase({ caseId })
  const attempts = [
    { measure: 'APPROVE_PHOTO' },
    { measure: 'BAN' },
    { measure: 'DISMISS', rule: 'HATE' },
    { measure: 'SUSPEND', rule: 'HATE' },
    { measure: 'SUSPEND', rule: 'HATE', days: 2 },
    { measure: 'BAN', rule: 'HATE', days: 7 },
    { measure: 'REMOVE_PHOTO', rule: 'HATE' },
    { measure: 'REMOVE_PHOTO', rule: 'HATE', photoIds: [theirs, newId()] },
    { measure: 'WARN', rule: 'HATE', photoIds: [newId()] },
    { measure: 'WARN', rule: 'HATE', listHash: true },
  ] as const
  for (const wish of attempts) {
    const asked = {
      ...wishOf({ ...wish, photoIds: 'photoIds' in wish ? [...wish.photoIds] : [] }),
      caseId,
      leaseId,
    }
    expect(await codeOf(staff.decideCase(asked)), JSON.stringify(wish)).toBe('MEASURE_NOT_POSSIBLE')
  }
})

/** The person deletes the account; auth tells whose it was once more. */
async function leave({ userId, personKey }: { userId: string; personKey: Buffer }): Promise<void> {
  expect(await world.deliver([testEvent(ProfileDeleted, userId, { userId })])).toEqual([])
  expect(await world.deliver([keyed(userId, personKey)])).toEqual([])
}

it('meets a person again who was banned before the account was deleted, or after', async () => {
  const [before, after] = [await reported(), await reported()]
  await claimAndDecide(world.moderator(), before.caseId, { measure: 'BAN', rule: 'HATE' })
  await leave(before)
  await leave(after)
  await claimAndDecide(world.moderator(), after.caseId, { measure: 'BAN', rule: 'HATE' })
  const { personKey } = after
  expect((await toldOf(world.db, after.userId)).at(-1)).toMatchObject({ standing: 'BANNED', personKey })
  for (const person of [before, after]) {
    const again = newId()
    await world.deliver([keyed(again, person.personKey)])
    expect(await toldOf(world.db, again)).toMatchObject([{ standing: 'BANNED', rule: 'HATE' }])
  }
})

it('knows a warned person again who comes back with a new account, and how many reports were right', async () => {
  const person = await reported()
  await claimAndDecide(world.moderator(), person.caseId, { measure: 'WARN', rule: 'HARASSMENT' })
  await settle(person.caseId)
  await leave(person)
  const [again, before] = [newId(), (await toldOf(world.db, person.userId)).length]
  await world.deliver([keyed(again, person.personKey)])
  expect(await toldOf(world.db, again)).toEqual([{ userId: again, version: 1, validReports: 1 }])
  expect(await toldOf(world.db, person.userId)).toHaveLength(before)
  const caseId = await addCase(world.db, { userId: again })
  const { staff } = world.moderator()
  await staff.claimCase({ caseId })
  expect((await staff.getCase({ caseId })).case?.history).toMatchObject([{ measure: 'WARN' }])
})

it('knows a person again whose suspension was over before the account was deleted', async () => {
  const person = await reported()
  const wish = { measure: 'SUSPEND', days: 1, rule: 'HATE' } as const
  const { decisionId } = await claimAndDecide(world.moderator(), person.caseId, wish)
  world.clock.advance(86_400_000)
  const standings = async () =>
    (await toldOf(world.db, person.userId)).flatMap((told) => ('standing' in told ? told.standing : []))
  await expect.poll(standings, patience).toEqual(['SUSPENDED', 'GOOD'])
  await leave(person)
  const again = newId()
  await world.deliver([keyed(again, person.personKey)])
  expect((await toldOf(world.db, again)).filter((told) => 'standing' in told)).toEqual([])
  const { decisions } = await world.person(again).api.getMyStanding({})
  expect(decisions).toMatchObject([{ decisionId, measure: 'SUSPEND' }])
})

it('forgets whose account it was when nothing stands against the person and no case is open', async () => {
  const [quiet, dismissed] = [await reported(), await reported()]
  await claimAndDecide(world.moderator(), quiet.caseId, { measure: 'DISMISS' })
  await leave(quiet)
  await leave(dismissed)
  const known = () =>
    world.db
      .selectFrom('known_account')
      .select('user_id')
      .where('user_id', 'in', [quiet.userId, dismissed.userId])
      .execute()
  expect(await known()).toEqual([{ user_id: dismissed.userId }])
  await claimAndDecide(world.moderator(), dismissed.caseId, { measure: 'DISMISS' })
  await settle(dismissed.caseId)
  expect(await known()).toEqual([])
})

it('tells of a sanction once it is known whose account it is, and never without the key', async () => {
  const [userId, personKey] = [newId(), newKey()]
  const caseId = await addCase(world.db, { userId, personKey: null })
  await claimAndDecide(world.moderator(), caseId, { measure: 'BAN', rule: 'HATE' })
  expect(await toldOf(world.db, userId)).toEqual([])
  await world.deliver([keyed(userId, personKey)])
  expect(await toldOf(world.db, userId)).toMatchObject([{ version: 1, standing: 'BANNED', personKey }])
})

it('lets signs of abuse weigh in the open case, count among what moderators see, and open none', async () => {
  const { userId, caseId } = await reported()
  const stranger = newId()
  const raise = (about: string) =>
    testEvent(ChatMarkRaised, about, {
      userId: about,
      kind: 'EARLY_CONTACT',
      count: 2,
      raisedAt: world.clock.now(),
    })
  await world.deliver([raise(userId), raise(userId), raise(stranger)])
  const moderator = world.moderator()
  // One reporter of HARASSMENT whose word counts in full, and twice the same sign.
  expect((await moderator.staff.claimCase({ caseId })).case).toMatchObject({ severity: 5_000 + 100 + 32 })
  const { case: whole } = await moderator.staff.getCase({ caseId })
  expect(whole?.marks).toMatchObject([{ kind: 'EARLY_CONTACT', count: 2 }])
  const cases = world.db.selectFrom('case_file').select('id').where('user_id', '=', stranger).execute()
  expect(await cases).toEqual([])
})

it('closes the case about a photo that another decision removes', async () => {
  const { userId, caseId } = await reported()
  const photoId = newId()
  const photoCase = await addCase(world.db, { kind: 'PHOTO', userId, aboutId: photoId })
  await addPhotos(caseId, [photoId])
  const removal = { measure: 'REMOVE_PHOTO', rule: 'SEXUAL_CONTENT' } as const
  await claimAndDecide(world.moderator(), caseId, { ...removal, photoIds: [photoId] })
  expect(await codeOf(world.moderator().staff.claimCase({ caseId: photoCase }))).toBe('CASE_CLOSED')
})

it('closes the case about a photo that a later look has shown', async () => {
  const [mediaId, ownerId] = [newId(), newId()]
  const held = { mediaId, ownerId, reason: 'LISTED', model: 'nsfw 1', isListed: true } as const
  await world.deliver([testEvent(PhotoHeld, ownerId, held)])
  const stateOf = () =>
    world.db.selectFrom('case_file').select('state').where('about_id', '=', mediaId).execute()
  const approved = (photo: PhotoApproved['photo']) =>
    world.deliver([testEvent(PhotoApproved, ownerId, { mediaId, ownerId, photo })])
  expect(await approved(undefined)).toEqual([])
  expect(await stateOf()).toEqual([{ state: 'OPEN' }])
  const photo = { mediaId, ownerId, thumbhash: '', width: 1, height: 1, urls: undefined }
  expect(await approved(photo)).toEqual([])
  expect(await stateOf()).toEqual([{ state: 'CLOSED' }])
})

it('opens one case for a photo that media holds, and tells what became of it once the decision stands', async () => {
  const [mediaId, ownerId] = [newId(), newId()]
  const held = (reason: PhotoReason, score?: number) =>
    testEvent(PhotoHeld, ownerId, { mediaId, ownerId, reason, score, model: 'nsfw 1', isListed: false })
  expect(await world.deliver([held('UNREADABLE')])).toEqual([])
  expect(await world.deliver([held('UNSURE', 0.5)])).toEqual([])
  const moderator = world.moderator()
  const { case: found } = await moderator.staff.claimNextCase({ kind: 'PHOTO' })
  expect(found).toMatchObject({ kind: 'PHOTO', subjectId: ownerId })
  const { case: whole } = await moderator.staff.getCase({ caseId: found!.caseId })
  expect(whole?.photo).toMatchObject({
    photo: { mediaId, ownerId },
    reason: 'UNSURE',
    score: 0.5,
    model: 'nsfw 1',
    looksRemoved: false,
  })
  await claimAndDecide(moderator, found!.caseId, { measure: 'APPROVE_PHOTO' })
  await settle(found!.caseId)
  expect(await toldOf(world.db, ownerId)).toMatchObject([{ mediaId, ownerId, approved: true, rule: '' }])
})
