import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { PhotoRemoved } from '@kindred/contracts/media'
import { StaffActed } from '@kindred/contracts/profile'
import { VerificationDecided } from '@kindred/contracts/safety'
import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { deliver, type TestEvent, testEvent } from '@kindred/testkit'

import { alice, eventually, openWorld, type Person, type World } from './world.js'

let world: World
let moderator: Person
beforeAll(async () => {
  world = await openWorld()
  moderator = world.person('moderator')
})
afterAll(() => world.close())

const isVerified = async ({ api }: Person) => (await api.getMyProfile({})).profile?.verified
const told = ({ userId }: Person) => world.discovery.changesOf(userId).map(({ verified }) => verified)

/** Delivers an event about a person, as a neighbour does. */
async function send<T>(type: TestEvent<T>['type'], { userId }: Person, payload: T): Promise<void> {
  await deliver(world.address(), world.authority, 'profile', [testEvent(type, userId, payload)])
}

/** Somebody with two photos whom the moderator verified. */
async function verified(): Promise<{ person: Person; first: string; second: string }> {
  const person = await world.resident()
  const [first, second] = [world.media.add(person.userId).mediaId, world.media.add(person.userId).mediaId]
  await person.api.setMyPhotos({ photoIds: [first, second] })
  await moderator.api.setVerified({ userId: person.userId, verified: true, reason: 'Seen.' })
  return { person, first, second }
}

describe('setVerified', () => {
  it('is seen by the person, by everybody else and by the other services, and can be taken back', async () => {
    const person = await world.resident()
    expect(await isVerified(person)).toBe(false)
    expect(
      await moderator.api.setVerified({ userId: person.userId, verified: true, reason: 'Seen.' }),
    ).toEqual({})
    expect(await isVerified(person)).toBe(true)
    const seen = await world.admirer(person.userId).api.getProfile({ userId: person.userId })
    expect(seen.profile?.verified).toBe(true)
    await moderator.api.setVerified({ userId: person.userId, verified: false, reason: 'Seen.' })
    expect(await isVerified(person)).toBe(false)
    await eventually(() => told(person)).toEqual([false, true, false])
  })

  it('tells nothing when it says what is known already', async () => {
    const { person } = await verified()
    await moderator.api.setVerified({ userId: person.userId, verified: true, reason: 'Seen.' })
    await person.api.setMyPhotos({ photoIds: [] })
    const last = () => world.discovery.changesOf(person.userId).filter(({ photos }) => photos.length === 0)[1]
    await eventually(last).toMatchObject({ version: 4 })
  })

  it('is for moderators only, of oneself too', async () => {
    const person = await world.resident()
    const asPerson = person.api.setVerified({ userId: person.userId, verified: true, reason: 'Seen.' })
    await expect(asPerson).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await isVerified(person)).toBe(false)
  })

  it('is refused to staff about themselves, and to whoever does not say why', async () => {
    const [person, own] = [await world.resident(), world.person('admin')]
    await world.openAccount(own.userId)
    await own.api.createProfile(alice)
    const about = (userId: string, reason = 'Seen.') =>
      own.api.setVerified({ userId, verified: true, reason })
    await expect(about(own.userId)).rejects.toMatchObject({ kind: 'forbidden', code: 'OWN_VERIFICATION' })
    for (const reason of ['', ' \n'])
      await expect(about(person.userId, reason)).rejects.toMatchObject({ kind: 'invalid' })
    expect([await isVerified(own), await isVerified(person)]).toEqual([false, false])
  })

  it('is told to the audit, as are looks of staff at others and none at themselves', async () => {
    await world.subscribe('safety', [StaffActed.$type])
    const [person, own] = [await world.resident(), world.person('moderator')]
    await world.openAccount(own.userId)
    await own.api.createProfile(alice)
    const { userId } = person
    await own.api.getProfile({ userId: own.userId })
    await own.api.getProfile({ userId })
    await world.admirer(userId).api.getProfile({ userId })
    await own.api.setVerified({ userId, verified: true, reason: ' The same face. ' })
    await own.api.setVerified({ userId, verified: true, reason: 'Once more.' })
    await own.api.setVerified({ userId, verified: false, reason: 'Not the same.' })
    await own.api.listVerifications({ userId })
    await person.api.deleteMyProfile({})
    const { rows: acts } = await sql<{ payload: Buffer }>`
      select payload from outbox_event where type = ${StaffActed.$type} order by id`.execute(world.db)
    const told = acts.map(({ payload }) => StaffActed.decode(payload))
    expect(told.filter(({ actorId }) => actorId === own.userId)).toEqual([
      { userId, actorId: own.userId, action: 'PROFILE_SEEN', reason: '' },
      { userId, actorId: own.userId, action: 'VERIFIED', reason: 'The same face.' },
      { userId, actorId: own.userId, action: 'UNVERIFIED', reason: 'Not the same.' },
      { userId, actorId: own.userId, action: 'VERIFICATIONS_SEEN', reason: '' },
    ])
    expect(told).toHaveLength(4)
  })

  it('answers PROFILE_NOT_FOUND for somebody without a profile', async () => {
    const refused = moderator.api.setVerified({ userId: newId(), verified: true, reason: 'Seen.' })
    await expect(refused).rejects.toMatchObject({ kind: 'notFound', code: 'PROFILE_NOT_FOUND' })
  })
})

describe('a verified person', () => {
  it('is verified no more with a photo that the moderator did not see', async () => {
    const { person, first } = await verified()
    const { mediaId } = world.media.add(person.userId)
    const { profile } = await person.api.setMyPhotos({ photoIds: [first, mediaId] })
    expect(profile?.verified).toBe(false)
    await eventually(() => told(person)).toEqual([false, false, true, false])
    await person.api.setMyPhotos({ photoIds: [first] })
    expect(await isVerified(person)).toBe(false)
  })

  it('stays verified with fewer photos behind the same first one, and with none', async () => {
    const { person, first } = await verified()
    for (const photoIds of [[first], []]) await person.api.setMyPhotos({ photoIds })
    expect(await isVerified(person)).toBe(true)
  })

  it('is verified no more with another first photo, though the moderator saw it', async () => {
    const { person, first, second } = await verified()
    const { profile } = await person.api.setMyPhotos({ photoIds: [second, first] })
    expect(profile?.verified).toBe(false)
    await eventually(() => told(person).at(-1)).toBe(false)
  })

  it('stays verified when media takes another photo away than the first', async () => {
    const { person, first, second } = await verified()
    const shown = async () => (await person.api.getMyProfile({})).profile
    const remove = (mediaId: string) =>
      send(PhotoRemoved, person, { ownerId: person.userId, mediaId, hidden: true })
    const { mediaId: third } = world.media.add(person.userId)
    await person.api.setMyPhotos({ photoIds: [first, second, third] })
    await moderator.api.setVerified({ userId: person.userId, verified: true, reason: 'Seen.' })
    await remove(second)
    expect(await shown()).toMatchObject({ photos: [{}, {}], verified: true })
    await remove(first)
    expect(await shown()).toMatchObject({ photos: [{ mediaId: third }], verified: false })
  })

  it.each([
    ['name', { name: 'Another' }],
    ['birth_date', { birthDate: '1990-02-03' }],
    ['gender', { gender: 'NONBINARY' as const }],
  ])('is verified no more with another %s, and stays so with the same', async (field, change) => {
    const { person } = await verified()
    const { profile } = await person.api.getMyProfile({})
    const same = { name: profile!.name, birthDate: profile!.birthDate, gender: profile!.gender }
    const lists = { interests: [], languages: [] }
    await person.api.updateMyProfile({ ...lists, ...same, updateMask: ['name', 'birth_date', 'gender'] })
    expect(await isVerified(person)).toBe(true)
    const changed = await person.api.updateMyProfile({ ...lists, ...change, updateMask: [field] })
    expect(changed.profile?.verified).toBe(false)
    await eventually(() => told(person).at(-1)).toBe(false)
    await person.api.updateMyProfile({ ...lists, ...same, updateMask: [field] })
    expect(await isVerified(person)).toBe(false)
  })

  it('stays verified whatever else changes', async () => {
    const { person } = await verified()
    await person.api.updateMyProfile({ bio: 'Hello', updateMask: ['bio'], interests: [], languages: [] })
    expect(await isVerified(person)).toBe(true)
  })
})

describe('a video note', () => {
  const caseId = newId()
  const decide = (person: Person, verified: boolean, seenAt = world.clock.now()) => {
    const { userId } = person
    const decided = { userId, verified, caseId, decidedAt: world.clock.now(), seenAt }
    return send(VerificationDecided, person, decided)
  }

  it('verifies the person of the photos, and names the case in which that was decided', async () => {
    const person = await world.resident()
    await decide(person, true)
    expect(await isVerified(person)).toBe(true)
    await eventually(() => told(person)).toEqual([false, true])
    const { verifications } = await moderator.api.listVerifications({ userId: person.userId })
    expect(verifications).toEqual([{ verified: true, decidedAt: world.clock.now(), changed: [], caseId }])
  })

  it('that shows too little verifies nobody, and takes the badge of nobody away', async () => {
    const person = await world.resident()
    await decide(person, false)
    expect(await isVerified(person)).toBe(false)
    const { person: holder } = await verified()
    await decide(holder, false)
    expect(await isVerified(holder)).toBe(true)
  })

  it('verifies nobody who shows another first photo since it was looked at', async () => {
    const { person, first, second } = await verified()
    const lookedAt = world.clock.now()
    await person.api.setMyPhotos({ photoIds: [second, first] })
    world.clock.advance(1_000)
    await decide(person, true, lookedAt)
    expect(await isVerified(person)).toBe(false)
  })

  it('changes nothing for somebody who left meanwhile', async () => {
    const person = await world.resident()
    await person.api.deleteMyProfile({})
    await decide(person, true)
    await expect(person.api.getMyProfile({})).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
  })
})

describe('listVerifications', () => {
  const listed = async (userId: string) => (await moderator.api.listVerifications({ userId })).verifications

  it('says who decided, when and why, and what made a verification fall', async () => {
    const person = await world.resident()
    const { userId } = person
    await moderator.api.setVerified({ userId, verified: true, reason: ' The video\r\nshows her. ' })
    await moderator.api.setVerified({ userId, verified: true, reason: 'Again' })
    const change = { name: 'Another', birthDate: '1990-02-03', interests: [], languages: [] }
    await person.api.updateMyProfile({ ...change, updateMask: ['name', 'birth_date', 'bio'] })
    await person.api.updateMyProfile({ ...change, name: 'And another', updateMask: ['name'] })
    expect(await listed(userId)).toEqual([
      { verified: false, decidedAt: expect.any(Date), changed: ['name', 'birth_date'] },
      {
        verified: true,
        decidedAt: expect.any(Date),
        changed: [],
        moderatorId: moderator.userId,
        reason: 'The video\nshows her.',
      },
    ])
  })

  it('is for moderators only and goes with the profile', async () => {
    const { person } = await verified()
    await expect(person.api.listVerifications({ userId: person.userId })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    expect(await listed(person.userId)).toHaveLength(1)
    await person.api.deleteMyProfile({})
    await expect(listed(person.userId)).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
  })
})
