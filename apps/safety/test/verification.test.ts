import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { ProfileDeleted } from '@kindred/contracts/profile'
import type { SubmitVerificationRequest } from '@kindred/contracts/safety'
import { sql, transact } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { testEvent } from '@kindred/testkit'

import { forgetVideos } from '../src/writing/verify-person.js'
import {
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
const day = 24 * 3_600_000
/** An MP4 in its first bytes, and more than one piece of it. */
const video = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(150_000, 7)])

async function* piecesOf(verificationId: string, bytes: Buffer): AsyncIterable<SubmitVerificationRequest> {
  yield { verificationId, chunk: Buffer.alloc(0) }
  for (let at = 0; at < bytes.length; at += 65_536)
    yield { verificationId, chunk: bytes.subarray(at, at + 65_536) }
}

const submit = ({ api }: Caller, id: string, bytes = video) => api.submitVerification(piecesOf(id, bytes))

/** Somebody whose video note waits in a case. */
async function waiting(person = world.person()) {
  const { verificationId, gesture } = await person.api.startVerification({})
  await submit(person, verificationId)
  const { id: caseId } = await world.db
    .selectFrom('case_file')
    .select('id')
    .where('about_id', '=', verificationId)
    .executeTakeFirstOrThrow()
  return { person, verificationId, gesture, caseId }
}

/** The bytes that a moderator is sent. */
async function read({ staff }: Caller, caseId: string, offset = 0, length = 0): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const { part } of staff.readVerificationVideo({ caseId, offset, length }))
    if (part?.$case === 'chunk') chunks.push(part.value)
  return Buffer.concat(chunks)
}

/** Lets the time pass in which a decision can be taken back. */
async function settle(person: Caller): Promise<unknown[]> {
  world.clock.advance(10_000)
  await expect.poll(() => toldOf(world.db, person.userId), patience).not.toEqual([])
  return toldOf(world.db, person.userId)
}

const rowOf = (id: string) =>
  world.db.selectFrom('verification').select(['outcome', 'video']).where('id', '=', id).executeTakeFirst()

/** Does something while the database refuses every new case. */
async function withoutNewCases(act: () => Promise<void>): Promise<void> {
  await sql`alter table case_file add constraint no_new_case check (false) not valid`.execute(world.db)
  await act()
  await sql`alter table case_file drop constraint no_new_case`.execute(world.db)
}

describe('a verification', () => {
  it('a verification shows the moderator of its case the video note and the gesture, and tells that the person is verified', async () => {
    const { person, verificationId, gesture, caseId } = await waiting()
    const moderator = world.moderator()
    expect(await codeOf(read(moderator, caseId))).toBe('CASE_NOT_CLAIMED')
    const { leaseId } = await moderator.staff.claimCase({ caseId })
    const { case: whole } = await moderator.staff.getCase({ caseId })
    expect(whole).toMatchObject({ gesture, measures: ['VERIFY', 'TRY_AGAIN'] })
    const seen = world.clock.now()
    expect((await read(moderator, caseId)).equals(video)).toBe(true)
    world.clock.advance(1_000)
    expect((await read(moderator, caseId, 4, 8)).toString('latin1')).toBe('ftypmp42')
    expect((await read(moderator, caseId, video.length - 3)).equals(video.subarray(-3))).toBe(true)
    const wish = wishOf({ measure: 'VERIFY', note: 'It is her.' })
    await moderator.staff.decideCase({ ...wish, caseId, leaseId })
    expect((await read(moderator, caseId)).equals(video)).toBe(true)
    const told = { userId: person.userId, verified: true, caseId, seenAt: seen }
    expect(await settle(person)).toMatchObject([told])
    expect(await rowOf(verificationId)).toEqual({ outcome: 'VERIFY', video: null })
    expect(await codeOf(read(moderator, caseId))).toBe('VIDEO_NOT_FOUND')
  })

  it('a verification leaves one record of a moderator who played its video note in many parts', async () => {
    const { person, caseId } = await waiting()
    const moderator = world.moderator()
    await moderator.staff.claimCase({ caseId })
    for (let at = 0; at < 5; at += 1) await read(moderator, caseId, at, 1)
    const page = { subjectId: person.userId, actorId: moderator.userId, pageSize: 0, pageToken: '' }
    const { records } = await world.admin().staff.listAudit(page)
    expect(records.filter(({ action }) => action === 'video.seen')).toHaveLength(1)
  })

  it('a verification that shows too little says so at the next try, which brings another case', async () => {
    const { person, verificationId, caseId } = await waiting()
    expect(await codeOf(person.api.startVerification({}))).toBe('VERIFICATION_PENDING')
    await claimAndDecide(world.moderator(), caseId, { measure: 'TRY_AGAIN' })
    expect(await settle(person)).toMatchObject([{ verified: false, caseId }])
    expect(await rowOf(verificationId)).toEqual({ outcome: 'TRY_AGAIN', video: null })
    const next = await person.api.startVerification({})
    expect(next.again).toBe(true)
    await submit(person, next.verificationId)
  })

  it('a verification takes one video note in five minutes, an MP4 of at most 20 MB, of whom it was asked', async () => {
    const person = world.person()
    const { verificationId: id, expiresAt } = await person.api.startVerification({})
    expect(expiresAt!.getTime() - world.clock.now().getTime()).toBe(5 * 60_000)
    expect(await codeOf(submit(world.person(), id))).toBe('VERIFICATION_NOT_FOUND')
    expect(await codeOf(submit(person, newId()))).toBe('VERIFICATION_NOT_FOUND')
    expect(await codeOf(submit(person, id, Buffer.from('GIF89a, or so')))).toBe('VIDEO_UNSUPPORTED')
    const huge = Buffer.concat([video, Buffer.alloc(20 * 1024 * 1024)])
    expect(await codeOf(submit(person, id, huge))).toBe('VIDEO_TOO_LARGE')
    world.clock.advance(5 * 60_000)
    expect(await codeOf(submit(person, id))).toBe('VERIFICATION_EXPIRED')
    const { verificationId } = await person.api.startVerification({})
    await submit(person, verificationId)
    expect(await codeOf(submit(person, verificationId))).toBe('VERIFICATION_PENDING')
  })

  it('a verification whose video note broke off, or whose case could not be opened, keeps nothing and takes another one', async () => {
    const person = world.person()
    const { verificationId } = await person.api.startVerification({})
    const brokenOff = async function* () {
      for await (const piece of piecesOf(verificationId, video.subarray(0, 70_000))) yield piece
      throw new Error('the phone is gone')
    }
    await expect(person.api.submitVerification(brokenOff())).rejects.toThrow()
    expect(await rowOf(verificationId)).toEqual({ outcome: null, video: null })

    await withoutNewCases(async () => {
      expect(await codeOf(submit(person, verificationId))).not.toBe('OK')
      expect(await rowOf(verificationId)).toEqual({ outcome: null, video: null })
    })
    await submit(person, verificationId)
    expect((await rowOf(verificationId))?.video).toEqual(video)
  })

  it('a verification goes on in another instance of the service', async () => {
    const { person, verificationId, caseId } = await waiting()
    const moderator = world.moderator()
    const { leaseId } = await moderator.staff.claimCase({ caseId })
    await world.restart()
    expect((await read(moderator, caseId)).equals(video)).toBe(true)
    await moderator.staff.decideCase({ ...wishOf({ measure: 'VERIFY' }), caseId, leaseId })
    await world.restart()
    expect(await settle(person)).toMatchObject([{ verified: true, caseId }])
    expect(await rowOf(verificationId)).toEqual({ outcome: 'VERIFY', video: null })
  })

  it('a verification asks for every one of the twelve gestures, and for none more often than chance would', async () => {
    const asked = new Map<string, number>()
    for (let at = 0; at < 240; at += 1) {
      const { gesture } = await world.person().api.startVerification({})
      asked.set(gesture, (asked.get(gesture) ?? 0) + 1)
    }
    expect(asked.size).toBe(12)
    // 20 on the average; of fair draws one in a million is above.
    expect(Math.max(...asked.values())).toBeLessThan(50)
  })

  it('a verification asks for the same gesture as long as that is valid, and asking leaves no more time', async () => {
    const { api } = world.person()
    const first = await api.startVerification({})
    for (let at = 0; at < 4; at += 1) {
      world.clock.advance(60_000)
      expect(await api.startVerification({})).toEqual(first)
    }
    world.clock.advance(60_000)
    expect((await api.startVerification({})).verificationId).not.toBe(first.verificationId)
  })

  it('a verification draws three gestures within a day and no more, whatever became of them', async () => {
    const person = world.person()
    const start = () => person.api.startVerification({})
    const firstAt = world.clock.now().getTime()
    const { verificationId } = await start()
    await submit(person, verificationId)
    const { id } = await world.db
      .selectFrom('case_file')
      .select('id')
      .where('about_id', '=', verificationId)
      .executeTakeFirstOrThrow()
    await claimAndDecide(world.moderator(), id, { measure: 'TRY_AGAIN' })
    await settle(person)
    for (let draw = 0; draw < 2; draw += 1) {
      await start()
      world.clock.advance(5 * 60_000)
    }
    const retryAfter = (firstAt + day - world.clock.now().getTime()) / 1000
    await expect(start()).rejects.toMatchObject({ code: 'VERIFICATIONS_USED_UP', retryAfter })
    world.clock.advance(retryAfter * 1000)
    expect(await codeOf(start())).toBe('OK')
  })

  it('a verification that nobody looked at goes after seven days, with its video note and its case', async () => {
    const { person, verificationId, caseId } = await waiting()
    world.clock.advance(7 * day - 2 * 3_600_000)
    await transact(world.db, (trx) => forgetVideos(trx, world.clock.now()))
    expect((await rowOf(verificationId))?.video).toEqual(video)
    world.clock.advance(2 * 3_600_000 - 15 * 60_000)
    await transact(world.db, (trx) => forgetVideos(trx, world.clock.now()))
    expect(await rowOf(verificationId)).toBeUndefined()
    expect(await codeOf(world.moderator().staff.claimCase({ caseId }))).toBe('CASE_CLOSED')
    expect(await codeOf(person.api.startVerification({}))).toBe('OK')
  })

  it('a verification goes with the account', async () => {
    const { person, verificationId, caseId } = await waiting()
    await world.deliver([testEvent(ProfileDeleted, person.userId, { userId: person.userId })])
    expect(await rowOf(verificationId)).toBeUndefined()
    expect(await codeOf(world.moderator().staff.claimCase({ caseId }))).toBe('CASE_CLOSED')
  })
})
