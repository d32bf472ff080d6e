import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { PhotoApproved, PhotoRemoved } from '@kindred/contracts/media'
import { newId } from '@kindred/kernel'
import { deliver, testEvent } from '@kindred/testkit'

import { eventually, openWorld, type Person, shareOf, type World } from './world.js'

let world: World
beforeAll(async () => void (world = await openWorld()))
afterAll(() => world.close())
afterEach(() => void (world.media.beforeAnswer = async () => undefined))

const addPhotos = (owner: Person, count: number) =>
  Array.from({ length: count }, () => world.media.add(owner.userId).mediaId)
const photosOf = async (person: Person) =>
  (await person.api.getMyProfile({})).profile?.photos.map(({ mediaId }) => mediaId)
const eventPhotos = (person: Person) =>
  world.discovery.changesOf(person.userId).map(({ photos }) => photos.map(({ mediaId }) => mediaId))
const tellRemoval = (ownerId: string, mediaId: string, id = newId()) =>
  deliver(world.address(), world.authority, 'profile', [
    testEvent(PhotoRemoved, ownerId, { ownerId, mediaId, hidden: false }, id),
  ])

describe('setMyPhotos', () => {
  it('keeps the order given, with what media says of each photo, and tells the others', async () => {
    const alice = await world.resident()
    const [first, second, third] = addPhotos(alice, 3) as [string, string, string]
    await alice.api.setMyPhotos({ photoIds: [first, second] })
    const { profile } = await alice.api.setMyPhotos({ photoIds: [third, first, second] })
    expect(profile?.photos.map(({ mediaId }) => mediaId)).toEqual([third, first, second])
    expect(profile?.photos[0]).toEqual({
      mediaId: third,
      ownerId: alice.userId,
      width: 1024,
      height: 1280,
      thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI',
    })
    expect(profile?.completeness).toBe(shareOf(40))
    const seen = await world.admirer(alice.userId).api.getProfile({ userId: alice.userId })
    expect(seen.profile?.photos).toEqual(profile?.photos)
    await eventually(() => eventPhotos(alice)).toEqual([[], [first, second], [third, first, second]])
  })

  it('takes all photos away', async () => {
    const alice = await world.resident()
    await alice.api.setMyPhotos({ photoIds: addPhotos(alice, 1) })
    const { profile } = await alice.api.setMyPhotos({ photoIds: [] })
    expect(profile?.photos).toEqual([])
  })

  it('refuses foreign, unknown, waiting and rejected photos, each by its place, and changes nothing', async () => {
    const [alice, bob] = [await world.resident(), await world.resident()]
    const [own] = addPhotos(alice, 1) as [string]
    await alice.api.setMyPhotos({ photoIds: [own] })
    const refused = [
      world.media.add(bob.userId).mediaId,
      newId(),
      world.media.add(alice.userId, 'PENDING').mediaId,
      world.media.add(alice.userId, 'REJECTED').mediaId,
    ]
    const fields = [0, 2, 3, 4].map((n) => expect.objectContaining({ pointer: `/photo_ids/${n}` }))
    const photoIds = [refused[0]!, own, ...refused.slice(1)]
    await expect(alice.api.setMyPhotos({ photoIds })).rejects.toMatchObject({
      code: 'PHOTO_NOT_USABLE',
      fields,
    })
    expect(await photosOf(alice)).toEqual([own])
  })

  it('refuses a seventh photo and the same photo twice', async () => {
    const alice = await world.resident()
    const seven = addPhotos(alice, 7)
    await expect(alice.api.setMyPhotos({ photoIds: seven })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    })
    const twice = [seven[0]!, seven[0]!]
    await expect(alice.api.setMyPhotos({ photoIds: twice })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    })
  })

  it('does not take a photo that goes while media is being asked', async () => {
    const alice = await world.resident()
    const [stays, goes] = addPhotos(alice, 2) as [string, string]
    world.media.beforeAnswer = async () => {
      world.media.beforeAnswer = async () => undefined
      world.media.remove(goes)
      await tellRemoval(alice.userId, goes)
    }
    await expect(alice.api.setMyPhotos({ photoIds: [stays, goes] })).rejects.toMatchObject({
      code: 'PHOTO_NOT_USABLE',
    })
    expect(await photosOf(alice)).toEqual([])
  })

  it('needs a profile', async () => {
    await expect(world.person().api.setMyPhotos({ photoIds: [] })).rejects.toMatchObject({
      code: 'PROFILE_NOT_FOUND',
    })
  })
})

describe('PhotoApproved', () => {
  const tell = (ownerId: string, mediaId: string, waited: boolean) => {
    const photo = { mediaId, ownerId, thumbhash: 'abc', width: 600, height: 900, urls: undefined }
    const payload = { mediaId, ownerId, ...(waited && { photo }) }
    return deliver(world.address(), world.authority, 'profile', [testEvent(PhotoApproved, ownerId, payload)])
  }

  it('puts a photo that had to wait last, once, and tells the others', async () => {
    const alice = await world.resident()
    const [first, late] = [...addPhotos(alice, 1), newId()] as [string, string]
    await alice.api.setMyPhotos({ photoIds: [first] })
    expect([await tell(alice.userId, late, true), await tell(alice.userId, late, true)]).toEqual([[], []])
    expect(await photosOf(alice)).toEqual([first, late])
    await eventually(() => eventPhotos(alice)).toEqual([[], [first], [first, late]])
  })

  it('leaves it to the owner to show one that did not wait', async () => {
    const alice = await world.resident()
    await tell(alice.userId, newId(), false)
    expect(await photosOf(alice)).toEqual([])
  })

  it('does not make a seventh photo, and is fine for somebody without a profile', async () => {
    const alice = await world.resident()
    const six = addPhotos(alice, 6)
    await alice.api.setMyPhotos({ photoIds: six })
    await tell(alice.userId, newId(), true)
    expect(await photosOf(alice)).toEqual(six)
    expect(await tell(newId(), newId(), true)).toEqual([])
  })
})

describe('PhotoRemoved', () => {
  it('takes the photo out of the order once, and tells the others', async () => {
    const alice = await world.resident()
    const [first, second, third] = addPhotos(alice, 3) as [string, string, string]
    await alice.api.setMyPhotos({ photoIds: [first, second, third] })
    const id = newId()
    expect(await tellRemoval(alice.userId, second, id)).toEqual([])
    expect(await tellRemoval(alice.userId, second, id)).toEqual([])
    expect(await tellRemoval(alice.userId, second)).toEqual([])
    expect(await photosOf(alice)).toEqual([first, third])
    await alice.api.setMyPhotos({ photoIds: [third] })
    await eventually(() => eventPhotos(alice)).toEqual([[], [first, second, third], [first, third], [third]])
  })

  it('takes a photo only from its owner', async () => {
    const [alice, bob] = [await world.resident(), await world.resident()]
    const [photo] = addPhotos(alice, 1) as [string]
    await alice.api.setMyPhotos({ photoIds: [photo] })
    await tellRemoval(bob.userId, photo)
    expect(await photosOf(alice)).toEqual([photo])
  })

  it('is fine for somebody without a profile', async () => {
    expect(await tellRemoval(newId(), newId())).toEqual([])
  })
})

describe('without media', () => {
  it('photos cannot be set, and everything else works', async () => {
    const alice = await world.resident()
    const photoIds = addPhotos(alice, 1)
    await world.media.stop()
    await expect(alice.api.setMyPhotos({ photoIds })).rejects.toMatchObject({ kind: 'unavailable' })
    expect(await photosOf(alice)).toEqual([])
  })
})
