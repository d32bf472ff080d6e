import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { CandidateFilters } from '@kindred/contracts/profile'
import { newId } from '@kindred/kernel'

import { forgetChanges } from '../src/jobs/forget-changes.js'
import { findSlot } from '../src/store/person.js'
import { cellAt, type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

const minute = 60_000
const as = (userId: string) => house.as(userId)
const sees = async (viewerId: string, userId: string) =>
  (await house.discovery.getVisibility({ userId }, await as(viewerId))).visible
const like = async (from: string, targetUserId: string) =>
  house.discovery.like({ targetUserId, kind: 'LIKE', message: '' }, await as(from))
const block = async (from: string, targetUserId: string) => {
  await house.show(from, targetUserId)
  return house.discovery.block({ targetUserId }, await as(from))
}
const unblock = async (from: string, userId: string) => house.discovery.unblock({ userId }, await as(from))
const first = { pageSize: 50, pageToken: '', filters: undefined }
const deckOf = async (viewerId: string) => {
  return (await house.discovery.listCandidates(first, await as(viewerId))).candidates.map(
    ({ userId }) => userId,
  )
}
const none = CandidateFilters.create()
/** People of a place of their own, so that they are all that is in their decks. */
let places = -170
const people = (count: number) => {
  const cell = cellAt(35, (places += 5))
  return house.addPeople(Array.from({ length: count }, () => ({ cell }))) as Promise<
    [string, string, ...string[]]
  >
}
const match = async (one: string, two: string) => {
  await like(one, two)
  return (await like(two, one)).match!.matchId
}

describe('a reason to see somebody', () => {
  it('strangers, nobody and people without a profile have no reason to see somebody', async () => {
    const [alice] = await people(1)
    const [dave] = await people(1)
    expect(await sees(dave, alice)).toBe(false)
    expect(await sees(dave, newId())).toBe(false)
    expect(await sees(newId(), alice)).toBe(false)
  })

  it('a deck that holds the person is a reason, and one that did within the hour', async () => {
    const [viewer, alice, bella] = (await people(3)) as [string, string, string]
    expect(await sees(viewer, alice)).toBe(false)
    expect((await deckOf(viewer)).sort()).toEqual([alice, bella].sort())
    expect([await sees(viewer, alice), await sees(viewer, bella)]).toEqual([true, true])
    await house.discovery.pass({ targetUserId: alice }, await as(viewer))
    expect(await deckOf(viewer)).toEqual([bella])
    house.clock.advance(59 * minute)
    expect([await sees(viewer, alice), await sees(viewer, bella)]).toEqual([true, true])
    house.clock.advance(2 * minute)
    expect([await sees(viewer, alice), await sees(viewer, bella)]).toEqual([false, true])
    house.clock.advance(10 * minute)
    expect(await sees(viewer, bella)).toBe(false)
  })

  it('a deck that another question replaced remains a reason', async () => {
    const [viewer, alice] = await people(2)
    await deckOf(viewer)
    const asked = { ...first, filters: { ...none, minHeightCm: 200 } }
    expect((await house.discovery.listCandidates(asked, await as(viewer))).candidates).toEqual([])
    expect(await sees(viewer, alice)).toBe(true)
  })

  it('the person’s like is a reason, until an hour after the answer', async () => {
    const [alice, bob] = await people(2)
    await like(alice, bob)
    house.clock.advance(24 * 60 * minute)
    expect([await sees(bob, alice), await sees(alice, bob)]).toEqual([true, false])
    await house.discovery.pass({ targetUserId: alice }, await as(bob))
    house.clock.advance(59 * minute)
    expect(await sees(bob, alice)).toBe(true)
    house.clock.advance(2 * minute)
    expect(await sees(bob, alice)).toBe(false)
  })

  it('a match is a reason for both, until it ends', async () => {
    const [alice, bob] = await people(2)
    await deckOf(alice)
    const matchId = await match(alice, bob)
    house.clock.advance(48 * 60 * minute)
    expect([await sees(bob, alice), await sees(alice, bob)]).toEqual([true, true])
    await deckOf(alice)
    await house.discovery.unmatch({ matchId, farewell: false }, await as(alice))
    expect([await sees(bob, alice), await sees(alice, bob)]).toEqual([false, false])
  })

  it.each([0, 1])('there is no reason across a block, whichever of the two blocked (%i)', async (who) => {
    const pair = (await people(2)) as [string, string]
    const [alice, bob] = pair
    await deckOf(alice)
    await deckOf(bob)
    await like(alice, bob)
    await block(pair[who]!, pair[1 - who]!)
    expect([await sees(bob, alice), await sees(alice, bob)]).toEqual([false, false])
    await unblock(pair[who]!, pair[1 - who]!)
    expect([await sees(bob, alice), await sees(alice, bob)]).toEqual([true, true])
  })

  it('nothing is left of an earlier deck after the hour, nor of a person who left', async () => {
    const [viewer, alice, bella] = (await people(3)) as [string, string, string]
    await deckOf(viewer)
    await house.discovery.pass({ targetUserId: alice }, await as(viewer))
    await house.discovery.pass({ targetUserId: bella }, await as(viewer))
    await deckOf(viewer)
    const past = async () => house.db.selectFrom('past_deck').selectAll().execute()
    const slot = (await findSlot(house.db, viewer))!
    expect((await past()).filter((row) => row.slot === slot)).not.toEqual([])
    await house.removePerson(viewer)
    expect((await past()).filter((row) => row.slot === slot)).toEqual([])
    const [other] = await people(2)
    await deckOf(other)
    await house.discovery.listCandidates(
      { ...first, filters: { ...none, minHeightCm: 200 } },
      await as(other),
    )
    expect(await past()).not.toEqual([])
    house.clock.advance(61 * minute)
    await forgetChanges({ db: house.db, clock: house.clock })
    expect(await past()).toEqual([])
  })
})
