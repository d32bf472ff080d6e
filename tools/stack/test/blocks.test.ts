import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import type { Stack } from '../src/index.js'
import { match, sees, settleCouple } from './couples.js'
import { readOutside, withoutText } from './outside.js'
import { type Person, phonePhoto, settle, signIn } from './people.js'
import { openSecondGateway, type SecondGateway } from './second-gateway.js'
import { createTestStack } from './test-stack.js'

let stack: Stack
let gateway: SecondGateway
beforeAll(async () => {
  stack = await createTestStack()
  gateway = await openSecondGateway(stack)
}, 120_000)
afterAll(async () => {
  await gateway.stop()
  await stack.stop()
})

const patience = { timeout: 60_000, interval: 50 }
const soon = { interval: 20 }
let places = -60
const nextPlace = () => ({ latitude: (places += 2), longitude: 100 })
type Place = ReturnType<typeof nextPlace>
const woman = (place: Place) => settle(stack, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place })
const man = (place: Place) => settle(stack, { name: 'Dave', gender: 'MAN', wants: 'WOMAN', ...place })

async function pair(): Promise<[Person, Person]> {
  const place = nextPlace()
  const [alice, dave] = await Promise.all([woman(place), man(place)])
  await Promise.all([sees(alice, dave), sees(dave, alice)])
  return [alice, dave]
}

const profileOf = (asker: Person, userId: string) =>
  readOutside(`${stack.url}/v1/profiles/${userId}`, { token: asker.token() })

describe('a profile by id', () => {
  it('a profile by id is there for whoever has a reason, through the whole of a meeting', async () => {
    const [alice, dave] = await pair()
    expect((await profileOf(dave, alice.userId)).status).toBe(200)
    await dave.client.discovery.like({ target_user_id: alice.userId })
    expect((await profileOf(alice, dave.userId)).status).toBe(200)
    await match(alice, dave)
    await alice.client.profile.updateMyProfile({ paused: true })
    expect((await profileOf(dave, alice.userId)).status).toBe(200)
    expect((await profileOf(dave, dave.userId)).status).toBe(200)
  })

  it('a profile by id is that of nobody to everybody else, to the last byte', async () => {
    const [alice, dave] = await pair()
    const [bella, other] = await pair()
    const paused = await woman(nextPlace())
    await paused.client.profile.updateMyProfile({ paused: true })
    const ended = await settleCouple(stack, nextPlace())
    const visitor = await signIn(stack, 'Visitor')
    await alice.client.discovery.block({ target_user_id: dave.userId })
    await other.client.discovery.block({ target_user_id: bella.userId })
    await ended.other.client.discovery.unmatch({ match_id: ended.conversationId })
    const nobody = await profileOf(dave, newId())
    expect(nobody).toMatchObject({
      status: 404,
      text: expect.stringContaining('PROFILE_NOT_FOUND') as string,
    })
    const asked: [Person, Person][] = [
      ...([alice, bella, paused, visitor] as const).map((one): [Person, Person] => [dave, one]),
      ...([alice, paused] as const).map((one): [Person, Person] => [visitor, one]),
      [alice, dave],
      [other, bella],
      [ended.one, ended.other],
      [ended.other, ended.one],
    ]
    for (const [asker, one] of asked)
      expect(withoutText(await profileOf(asker, one.userId))).toEqual(withoutText(nobody))
  })

  it('a profile by id has a limit of its own', async () => {
    const response = await fetch(`${stack.url}/v1/profiles/${newId()}`, {
      headers: { authorization: `Bearer ${(await signIn(stack, 'Visitor')).token()}` },
    })
    expect(response.headers.get('ratelimit-policy')).toContain('"profile_read"')
  })
})

describe('a photo', () => {
  const addPhoto = async ({ client }: Person) => {
    const { media_id } = await client.uploadPhoto(await phonePhoto())
    await client.profile.setMyPhotos({ photo_ids: [media_id] })
    return media_id
  }
  /** The address of somebody's photo for a viewer, once discovery knows of the photo. */
  const addressFor = async (viewer: Person, owner: Person): Promise<string> => {
    let card: string | undefined
    await expect
      .poll(async () => (card = (await photosOf(viewer, owner))[0]?.urls?.card), patience)
      .toEqual(expect.any(String))
    return new URL(card!, stack.url).toString()
  }
  const photosOf = async (viewer: Person, owner: Person) =>
    (await viewer.client.profile.getProfile({ user_id: owner.userId })).photos
  const statusAt = (address: string, at = stack.url) => {
    const { pathname, search } = new URL(address)
    return readOutside(at + pathname + search).then(({ status }) => status)
  }

  it('a photo is gone from every gateway soon after a block, as if it never was', async () => {
    const [alice, dave] = await pair()
    await Promise.all([addPhoto(alice), addPhoto(dave)])
    const [hers, his] = [await addressFor(dave, alice), await addressFor(alice, dave)]
    const removed = await addressFor(dave, alice)
    expect([await statusAt(hers), await statusAt(his), await statusAt(hers, gateway.url)]).toEqual([
      200, 200, 200,
    ])
    await alice.client.discovery.block({ target_user_id: dave.userId })
    const blocked = await readOutside(hers)
    expect(blocked.status).toBe(404)
    expect(await statusAt(his)).toBe(404)
    await expect.poll(() => statusAt(hers, gateway.url), soon).toBe(404)
    await expect.poll(() => statusAt(his, gateway.url), soon).toBe(404)
    // Her own, and what she sees of whom she blocked.
    expect(await statusAt(await addressFor(alice, alice))).toBe(200)
    const { blocks } = await alice.client.discovery.listBlocks()
    expect(await statusAt(new URL(blocks[0]!.photo!.urls!.thumb, stack.url).toString())).toBe(200)

    await alice.client.discovery.unblock({ user_id: dave.userId })
    for (const at of [stack.url, gateway.url]) await expect.poll(() => statusAt(hers, at), soon).toBe(200)
    const [gone] = await photosOf(alice, alice)
    await alice.client.media.deleteMedia({ media_id: gone!.media_id })
    await expect.poll(() => statusAt(removed), patience).toBe(404)
    expect(withoutText(await readOutside(removed))).toEqual(withoutText(blocked))
  })

  it('a photo is gone soon after an unmatch, for both, and stays so when a later block is taken back', async () => {
    const [alice, dave] = await pair()
    await Promise.all([addPhoto(alice), addPhoto(dave)])
    const matchId = await match(alice, dave)
    const [hers, his] = [await addressFor(dave, alice), await addressFor(alice, dave)]
    await dave.client.discovery.unmatch({ match_id: matchId })
    for (const address of [hers, his])
      for (const at of [stack.url, gateway.url])
        await expect.poll(() => statusAt(address, at), soon).toBe(404)
    await alice.client.discovery.block({ target_user_id: dave.userId })
    await alice.client.discovery.unblock({ user_id: dave.userId })
    for (const at of [stack.url, gateway.url]) expect(await statusAt(hers, at)).toBe(404)
  })

  it('a photo of others is gone for somebody who left', async () => {
    const [alice, dave] = await pair()
    await addPhoto(alice)
    const hers = await addressFor(dave, alice)
    expect(await statusAt(hers)).toBe(200)
    await dave.client.profile.deleteMyProfile()
    for (const at of [stack.url, gateway.url]) await expect.poll(() => statusAt(hers, at), patience).toBe(404)
  })

  it('a photo stays gone at a gateway that starts after the block', async () => {
    const [alice, dave] = await pair()
    await addPhoto(alice)
    const hers = await addressFor(dave, alice)
    await alice.client.discovery.block({ target_user_id: dave.userId })
    const third = await openSecondGateway(stack)
    try {
      expect(await statusAt(hers, third.url)).toBe(404)
    } finally {
      await third.stop()
    }
  })
})
