import { createHash } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { type LostSight, MatchCreated } from '@kindred/contracts/discovery'

import { cellAt, type Discovery, type Path, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

const as = (userId: string) => house.as(userId)
/** People of a place of their own, so that they are all that is in their decks. */
let places = -170
const people = (count: number) => {
  const cell = cellAt(35, (places += 5))
  return house.addPeople(Array.from({ length: count }, () => ({ cell }))) as Promise<[string, string, string]>
}
const first = { pageSize: 50, pageToken: '', filters: undefined }
const list = { pageSize: 50, pageToken: '' }
const like = async (from: string, targetUserId: string) =>
  house.discovery.like({ targetUserId, kind: 'LIKE', message: '' }, await as(from))
const match = async (one: string, two: string) => {
  await like(one, two)
  return (await like(two, one)).match!.matchId
}
const deckOf = async (viewerId: string, path: Path = 'memory') => {
  const { discovery } = await house.answeringBy(path)
  return (await discovery.listCandidates(first, await as(viewerId))).candidates.map(({ userId }) => userId)
}
const likersOf = async (viewerId: string) =>
  (await house.discovery.listLikes(list, await as(viewerId))).likes.map(({ candidate }) => candidate?.userId)
const matchesOf = async (viewerId: string) =>
  (await house.discovery.listMatches(list, await as(viewerId))).matches.map(({ userId }) => userId)
const sees = async (viewerId: string, userId: string) =>
  (await house.discovery.getVisibility({ userId }, await as(viewerId))).visible
const notFound = { code: 'TARGET_NOT_FOUND' }

/** What the person sees of discovery, but for the ids and moments that every deck has anew. */
const viewOf = async (userId: string) => {
  const options = await as(userId)
  const { total, filters } = await house.discovery.getPool(
    { wantedGenders: [], minAge: undefined, maxAge: undefined, maxDistanceKm: undefined, filters: undefined },
    options,
  )
  const deck = await house.discovery.listCandidates(first, options)
  return {
    pool: { total, filters },
    deck: { ...deck, nextPageToken: deck.nextPageToken !== '' },
    likes: await house.discovery.listLikes(list, options),
    matches: await house.discovery.listMatches(list, options),
    superlikes: await house.discovery.getSuperlikes({}, options),
    blocks: await house.discovery.listBlocks(list, options),
  }
}

/** What a gateway is told of who may see whom no longer. */
async function watch() {
  const gone = new AbortController()
  const lost = new Map<string, LostSight>()
  const state = { complete: false }
  const options = { token: await house.serviceToken('gateway'), signal: gone.signal }
  const done = (async () => {
    for await (const message of house.discovery.watchLostSight({}, options)) {
      for (const one of message.lost) lost.set(`${one.viewerId} ${one.ownerId}`, one)
      for (const one of message.regained) lost.delete(`${one.viewerId} ${one.ownerId}`)
      state.complete = message.complete
    }
  })().catch(() => undefined)
  await vi.waitFor(() => expect(state.complete).toBe(true), { timeout: 60_000 })
  return {
    isLost: (viewer: string, owner: string) => lost.has(`${viewer} ${owner}`),
    leave: () => (gone.abort(), done),
  }
}
const soon = { timeout: 60_000 }

describe.each(['SUSPENDED', 'BANNED'] as const)('somebody who is %s', (standing) => {
  it.each(['memory', 'sql'] as const)(
    'is gone from every deck and back afterwards, found by %s',
    async (path) => {
      const [alice, bob, carol] = await people(3)
      expect(await deckOf(bob, path)).toContain(alice)
      await house.setStanding(alice, 1, standing)
      expect([await deckOf(bob, path), await deckOf(carol, path)]).toEqual([[carol], [bob]])
      await house.setStanding(alice, 2, 'GOOD')
      expect(await deckOf(bob, path)).toContain(alice)
    },
  )

  it('is gone from likes, matches and profiles by id, and can be swiped on by nobody, until it is over', async () => {
    const [alice, bob, carol] = await people(3)
    await like(alice, bob)
    await match(alice, carol)
    expect([await likersOf(bob), await matchesOf(carol)]).toEqual([[alice], [alice]])
    await house.setStanding(alice, 1, standing)
    expect([await likersOf(bob), await matchesOf(carol)]).toEqual([[], []])
    expect([await sees(bob, alice), await sees(carol, alice)]).toEqual([false, false])
    await expect(like(bob, alice)).rejects.toMatchObject(notFound)
    await house.setStanding(alice, 2, 'GOOD')
    expect([await likersOf(bob), await matchesOf(carol)]).toEqual([[alice], [alice]])
    expect([await sees(bob, alice), await sees(carol, alice)]).toEqual([true, true])
  })

  it('is no longer seen on photos whose addresses were handed out', async () => {
    const [alice] = await people(1)
    const hash = createHash('sha256').update(alice).digest('hex')
    const told = await watch()
    await house.setStanding(alice, 1, standing)
    await vi.waitFor(() => expect(told.isLost('', hash)).toBe(true), soon)
    await house.setStanding(alice, 2, 'GOOD')
    await vi.waitFor(() => expect(told.isLost('', hash)).toBe(false), soon)
    await told.leave()
  })
})

describe('somebody who is hidden', () => {
  it('finds nothing changed in any view', async () => {
    const [alice, bob, carol] = await people(3)
    const [dave] = await people(1)
    await like(bob, alice)
    await match(alice, carol)
    const before = await viewOf(alice)
    expect(before).toMatchObject({
      likes: { likes: [{ candidate: { userId: bob } }] },
      matches: { matches: [{ userId: carol }] },
    })
    await house.setStanding(alice, 1, 'HIDDEN')
    expect(await viewOf(alice)).toEqual(before)
    expect(await sees(alice, bob)).toBe(true)
    expect(await sees(alice, dave)).toBe(false)
  })

  it.each(['memory', 'sql'] as const)('is met by nobody new, found by %s', async (path) => {
    const [alice, bob, carol] = await people(3)
    expect(await deckOf(bob, path)).toContain(alice)
    await like(alice, carol)
    await house.setStanding(alice, 1, 'HIDDEN')
    await like(alice, bob)
    expect([await deckOf(bob, path), await deckOf(carol, path)]).toEqual([[carol], [bob]])
    expect([await likersOf(bob), await likersOf(carol)]).toEqual([[], []])
    expect([await sees(bob, alice), await sees(carol, alice)]).toEqual([false, false])
    await expect(like(bob, alice)).rejects.toMatchObject(notFound)
    await house.setStanding(alice, 2, 'GOOD')
    expect([await likersOf(bob), await likersOf(carol)]).toEqual([[alice], [alice]])
    expect(await deckOf(bob, path)).toContain(alice)
  })

  it('stays hidden by a later profile, activity and a pause that ends', async () => {
    const [alice, bob] = await people(2)
    const cell = cellAt(35, places)
    await house.setStanding(alice, 1, 'HIDDEN')
    await house.addPeople([{ userId: alice, version: 2, cell, paused: true }])
    await house.addPeople([{ userId: alice, version: 3, cell }])
    house.clock.advance(2 * 3_600_000)
    await deckOf(alice)
    expect(await deckOf(bob)).toEqual([])
  })

  it('remains with whom they had matched, whose photos and profile stay', async () => {
    const [alice, bob, carol] = await people(3)
    await match(alice, bob)
    expect(await deckOf(carol)).toContain(alice)
    const told = await watch()
    house.clock.advance(1_000)
    await house.setStanding(alice, 1, 'HIDDEN')
    await vi.waitFor(() => expect(told.isLost(carol, alice)).toBe(true), soon)
    expect(told.isLost(bob, alice)).toBe(false)
    expect([await matchesOf(bob), await sees(bob, alice)]).toEqual([[alice], true])
    await house.setStanding(alice, 2, 'GOOD')
    await vi.waitFor(() => expect(told.isLost(carol, alice)).toBe(false), soon)
    await told.leave()
  })

  it('makes matches as always, of which the others do not know until it is over', async () => {
    await house.keepEvents([MatchCreated.$type])
    const [alice, bob] = await people(2)
    await like(bob, alice)
    await house.setStanding(alice, 1, 'HIDDEN')
    house.clock.advance(1_000)
    expect(await like(alice, bob)).toMatchObject({ matched: true, match: { userId: bob } })
    expect([await matchesOf(alice), await matchesOf(bob)]).toEqual([[bob], []])
    expect([await sees(alice, bob), await sees(bob, alice)]).toEqual([true, false])
    await expect(like(bob, alice)).rejects.toMatchObject(notFound)
    await house.setStanding(alice, 2, 'GOOD')
    expect([await matchesOf(bob), await sees(bob, alice)]).toEqual([[alice], true])
  })
})

describe('news of a standing', () => {
  it('an older standing changes nothing when it comes late or again', async () => {
    const [alice, bob] = await people(2)
    await house.setStanding(alice, 2, 'BANNED')
    await house.setStanding(alice, 1, 'GOOD')
    expect(await deckOf(bob)).toEqual([])
    await house.setStanding(alice, 3, 'HIDDEN')
    await house.setStanding(alice, 3, 'GOOD')
    expect(await deckOf(bob)).toEqual([])
    await house.setStanding(alice, 4, 'GOOD')
    expect(await deckOf(bob)).toEqual([alice])
  })

  it.each(['HIDDEN', 'BANNED'] as const)(
    'a profile that comes after %s is met by nobody',
    async (standing) => {
      const [, bob] = await people(2)
      const [stranger] = await house.addPeople([{}])
      await house.removePerson(stranger!)
      await house.setStanding(stranger!, 1, standing)
      expect(
        await house.db.selectFrom('standing').selectAll().where('user_id', '=', stranger!).execute(),
      ).toEqual([])
      const userId = await house.newAccount()
      await house.setStanding(userId, 1, standing)
      await house.addPeople([{ userId, cell: cellAt(35, places) }])
      expect(await deckOf(bob)).toHaveLength(1)
      await house.setStanding(userId, 2, 'GOOD')
      expect(await deckOf(bob)).toContain(userId)
    },
  )
})
