import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { PhotoApproved, PhotoRemoved } from '@kindred/contracts/media'
import { deliver, type TestEvent, testEvent } from '@kindred/testkit'

import { eventually, openWorld, type Person, type World } from './world.js'

let world: World
let moderator: Person
beforeAll(async () => {
  world = await openWorld()
  moderator = world.person('moderator')
})
afterAll(() => world.close())

/** Somebody with photos in this order. */
async function shows(count: number): Promise<{ person: Person; ids: string[] }> {
  const person = await world.resident()
  const ids = Array.from({ length: count }, () => world.media.add(person.userId).mediaId)
  await person.api.setMyPhotos({ photoIds: ids })
  return { person, ids }
}

async function send<T>(type: TestEvent<T>['type'], { userId }: Person, payload: T): Promise<void> {
  const failed = await deliver(world.address(), world.authority, 'profile', [
    testEvent(type, userId, payload),
  ])
  expect(failed).toEqual([])
}

async function remove(hidden: boolean, person: Person, ids: readonly string[]): Promise<void> {
  for (const mediaId of ids) await send(PhotoRemoved, person, { ownerId: person.userId, mediaId, hidden })
}
const hide = (person: Person, ...ids: string[]) => remove(true, person, ids)

async function giveBack(person: Person, ...ids: string[]): Promise<void> {
  const { userId: ownerId } = person
  for (const mediaId of ids) {
    const photo = { mediaId, ownerId, thumbhash: 'abc', width: 600, height: 900, urls: undefined }
    await send(PhotoApproved, person, { mediaId, ownerId, photo })
  }
}

const verify = ({ userId }: Person) => moderator.api.setVerified({ userId, verified: true, reason: 'Seen.' })
const profileOf = async ({ api }: Person) => (await api.getMyProfile({})).profile!
const photosOf = async (person: Person) => (await profileOf(person)).photos.map(({ mediaId }) => mediaId)
const isVerified = async (person: Person) => (await profileOf(person)).verified

describe('a photo that was hidden and comes back', () => {
  it.each([
    ['first', [0]],
    ['in the middle', [2]],
    ['last', [4]],
    ['together with others, in any order', [3, 0, 1]],
  ])('takes its place %s again', async (_, places) => {
    const { person, ids } = await shows(5)
    const hidden = places.map((place) => ids[place]!)
    await hide(person, ...hidden)
    expect(await photosOf(person)).toEqual(ids.filter((id) => !hidden.includes(id)))
    await giveBack(person, ...hidden)
    expect(await photosOf(person)).toEqual(ids)
    await eventually(() =>
      world.discovery
        .changesOf(person.userId)
        .at(-1)
        ?.photos.map(({ mediaId }) => mediaId),
    ).toEqual(ids)
  })

  it('goes before what was added, and after what its owner has put into another order since', async () => {
    const { person, ids } = await shows(3)
    const [first, second, third] = ids as [string, string, string]
    const added = world.media.add(person.userId).mediaId
    await hide(person, second)
    await person.api.setMyPhotos({ photoIds: [first, third, added] })
    await giveBack(person, second)
    expect(await photosOf(person)).toEqual([first, second, third, added])
    await hide(person, second)
    await person.api.setMyPhotos({ photoIds: [third, first, added] })
    await giveBack(person, second)
    expect(await photosOf(person)).toEqual([third, first, added, second])
  })

  it('is left to its owner where six are there now', async () => {
    const { person, ids } = await shows(6)
    const added = world.media.add(person.userId).mediaId
    await hide(person, ids[0]!)
    await person.api.setMyPhotos({ photoIds: [...ids.slice(1), added] })
    await giveBack(person, ids[0]!)
    expect(await photosOf(person)).toEqual([...ids.slice(1), added])
  })
})

describe('a photo that was hidden while its owner did not show it', () => {
  it('stays off the profile when it comes back, and costs no badge', async () => {
    const { person, ids } = await shows(2)
    const unchosen = world.media.add(person.userId).mediaId
    await verify(person)
    const before = await profileOf(person)
    await hide(person, unchosen)
    await giveBack(person, unchosen)
    expect(await profileOf(person)).toEqual(before)
    await person.api.setMyPhotos({ photoIds: [...ids, unchosen] })
    await hide(person, unchosen)
    await giveBack(person, unchosen)
    expect(await photosOf(person)).toEqual([...ids, unchosen])
  })
})

describe('the badge of somebody whose photos were hidden', () => {
  it('comes back with the last of them, and the record says that photos brought it back', async () => {
    const { person, ids } = await shows(3)
    const [first, second] = ids as [string, string]
    await verify(person)
    const before = await profileOf(person)
    await hide(person, first, second)
    expect(await isVerified(person)).toBe(false)
    await giveBack(person, second)
    expect(await isVerified(person)).toBe(false)
    await giveBack(person, first)
    const shown = ids.map((mediaId) => expect.objectContaining({ mediaId }))
    expect(await profileOf(person)).toEqual({ ...before, photos: shown })
    const { verifications } = await moderator.api.listVerifications({ userId: person.userId })
    expect(verifications.slice(0, 2)).toMatchObject([
      { verified: true, changed: ['photos'] },
      { verified: false, changed: ['photos'] },
    ])
  })

  it('stays when another photo than the first is hidden and comes back, also where none was left', async () => {
    const { person, ids } = await shows(2)
    await verify(person)
    await hide(person, ids[1]!)
    await giveBack(person, ids[1]!)
    expect(await isVerified(person)).toBe(true)
    await hide(person, ids[1]!, ids[0]!)
    await giveBack(person, ids[0]!, ids[1]!)
    expect([await isVerified(person), await photosOf(person)]).toEqual([true, ids])
  })

  const nothing = { interests: [], languages: [] }
  it.each<[string, (person: Person, ids: string[]) => Promise<unknown>]>([
    ['the name', ({ api }) => api.updateMyProfile({ ...nothing, name: 'Another', updateMask: ['name'] })],
    ['the order', ({ api }, [, second, third]) => api.setMyPhotos({ photoIds: [third!, second!] })],
    [
      'what is shown, by a photo that nobody compared,',
      ({ api, userId }, [, second]) =>
        api.setMyPhotos({ photoIds: [second!, world.media.add(userId).mediaId] }),
    ],
    [
      'a moderator’s mind',
      async (person) => {
        await verify(person)
        await moderator.api.setVerified({ userId: person.userId, verified: false, reason: 'No.' })
      },
    ],
  ])('does not come back where %s changed meanwhile', async (_, change) => {
    const { person, ids } = await shows(3)
    await verify(person)
    await hide(person, ids[0]!)
    await change(person, ids)
    await giveBack(person, ids[0]!)
    expect(await isVerified(person)).toBe(false)
  })

  it('does not come back for somebody who deleted the photo, nor where a photo came that nobody compared', async () => {
    const { person, ids } = await shows(2)
    await verify(person)
    await remove(false, person, [ids[0]!])
    const late = world.media.add(person.userId).mediaId
    await giveBack(person, late)
    expect([await isVerified(person), await photosOf(person)]).toEqual([false, [ids[1], late]])
  })

  it('comes back though the owner deleted another photo meanwhile', async () => {
    const { person, ids } = await shows(3)
    await verify(person)
    await hide(person, ids[0]!)
    await person.api.setMyPhotos({ photoIds: [ids[1]!] })
    await giveBack(person, ids[0]!)
    expect([await isVerified(person), await photosOf(person)]).toEqual([true, ids.slice(0, 2)])
  })
})
