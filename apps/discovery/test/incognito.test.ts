import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { Privacy } from '@kindred/contracts/profile'

import { hourOf } from '../src/domain/wishes.js'
import { hideInactive } from '../src/store/candidate.js'
import { cellAt, type Discovery, type Path, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

const as = (userId: string) => house.as(userId)
const paths = ['memory', 'sql'] as const
const incognito = Privacy.fromPartial({ incognito: true })
const first = { pageSize: 50, pageToken: '', filters: undefined }
const notFound = { code: 'TARGET_NOT_FOUND' }
/** People of a place of their own, so that they are all that is in their decks. */
let places = -170
const people = async (count: number) => {
  const cell = cellAt(35, (places += 5))
  const ids = await house.addPeople(Array.from({ length: count }, () => ({ cell })))
  let version = 1
  return {
    ids: ids as [string, string, string],
    hide: (userId: string, privacy: Privacy | undefined = incognito) =>
      house.addPeople([{ userId, cell, version: ++version, privacy }]),
    show: (userId: string) => house.addPeople([{ userId, cell, version: ++version }]),
  }
}
const like = async (from: string, targetUserId: string) =>
  house.discovery.like({ targetUserId, kind: 'LIKE', message: '' }, await as(from))
const deck = async (viewerId: string, path: Path = 'memory', pageSize = 50) => {
  const { discovery } = await house.answeringBy(path)
  return (await discovery.listCandidates({ ...first, pageSize }, await as(viewerId))).candidates
}
const deckOf = async (viewerId: string, path?: Path) =>
  (await deck(viewerId, path)).map(({ userId }) => userId)
const sees = async (viewerId: string, userId: string) =>
  (await house.discovery.getVisibility({ userId }, await as(viewerId))).visible

describe('somebody incognito', () => {
  it.each(paths)('is met by nobody but whom they like, found by %s', async (path) => {
    const {
      ids: [alice, bob, carol],
      hide,
      show,
    } = await people(3)
    expect(await deckOf(bob, path)).toContain(alice)
    await hide(alice)
    expect([await deckOf(bob, path), await deckOf(carol, path)]).toEqual([[carol], [bob]])
    expect([await sees(bob, alice), await sees(carol, alice)]).toEqual([false, false])
    await expect(like(bob, alice)).rejects.toMatchObject(notFound)
    expect((await deckOf(alice, path)).toSorted()).toEqual([bob, carol].toSorted())

    await like(alice, bob)
    expect([await deckOf(bob, path), await deckOf(carol, path)]).toEqual([[alice, carol], [bob]])
    expect([await sees(bob, alice), await sees(carol, alice)]).toEqual([true, false])
    await expect(like(carol, alice)).rejects.toMatchObject(notFound)

    await show(alice)
    expect(await deckOf(carol, path)).toContain(alice)
  })

  it('stands in the same place of a deck with the same score on both paths', async () => {
    const {
      ids: [viewer, ...others],
      hide,
    } = await people(12)
    for (const [at, other] of others.entries()) {
      if (at % 2 === 0) await like(other, viewer)
      if (at % 3 !== 1) await hide(other)
    }
    const place = ({ userId, compatibilityScore, reasons }: Awaited<ReturnType<typeof deck>>[number]) => ({
      userId,
      compatibilityScore,
      reasons,
    })
    for (const size of [1, 3, 50]) {
      const [memory, sql] = [await deck(viewer, 'memory', size), await deck(viewer, 'sql', size)]
      expect(memory.map(place)).toEqual(sql.map(place))
    }
    const met = others.filter((_, at) => at % 2 === 0 || at % 3 === 1)
    expect((await deckOf(viewer)).toSorted()).toEqual(met.toSorted())
  })

  it('leaves the decks that were made before, page by page', async () => {
    const { ids, hide } = await people(9)
    const [viewer] = ids
    const options = await as(viewer)
    const page = await house.discovery.listCandidates({ ...first, pageSize: 3 }, options)
    const shown = new Set(page.candidates.map(({ userId }) => userId))
    const waiting = ids.filter((id) => id !== viewer && !shown.has(id))
    await hide(waiting[0]!)
    const rest = await house.discovery.listCandidates({ ...first, pageToken: page.nextPageToken }, options)
    expect(rest.candidates.map(({ userId }) => userId).toSorted()).toEqual(waiting.slice(1).toSorted())
  })

  it('remains with whom they are matched', async () => {
    const {
      ids: [alice, bob],
      hide,
    } = await people(2)
    await like(alice, bob)
    expect(await like(bob, alice)).toMatchObject({ matched: true })
    await hide(alice)
    const { matches } = await house.discovery.listMatches({ pageSize: 50, pageToken: '' }, await as(bob))
    expect(matches.map(({ userId }) => userId)).toEqual([alice])
    expect(await sees(bob, alice)).toBe(true)
  })

  it('is met no longer by whom they liked when the like is taken back', async () => {
    const {
      ids: [alice, bob],
      hide,
    } = await people(2)
    await hide(alice)
    await like(alice, bob)
    expect(await deckOf(bob)).toEqual([alice])
    await house.discovery.undo({}, await as(alice))
    expect(await deckOf(bob)).toEqual([])
    expect(await sees(bob, alice)).toBe(false)
  })

  it('can still be reported by whoever was shown them', async () => {
    const {
      ids: [alice, bob],
      hide,
    } = await people(2)
    expect(await deckOf(bob)).toEqual([alice])
    await hide(alice)
    const asked = { userId: bob, otherId: alice }
    const token = await house.serviceToken('safety')
    expect(await house.discovery.knowsPerson(asked, { token })).toMatchObject({ known: true })
  })

  it('stays away while they are away, and comes back incognito', async () => {
    const {
      ids: [alice, bob],
      hide,
    } = await people(2)
    await hide(alice)
    await like(alice, bob)
    expect(await deckOf(bob)).toEqual([alice])
    house.clock.advance(31 * 24 * 3_600_000)
    await deckOf(bob)
    await hideInactive(house.db, hourOf(house.clock.now()), 1_000)
    for (const path of paths) expect(await deckOf(bob, path)).toEqual([])
    await deckOf(alice)
    for (const path of paths) expect(await deckOf(bob, path)).toEqual([alice])
    const row = house.db
      .selectFrom('candidate')
      .innerJoin('person', 'person.slot', 'candidate.slot')
      .select(['discoverable', 'veiled'])
      .where('user_id', '=', alice)
    expect(await row.executeTakeFirst()).toEqual({ discoverable: false, veiled: true })
  })

  it('is lost from sight on photos whose addresses were handed out, but not for whom they like', async () => {
    const {
      ids: [alice, bob, carol],
      hide,
      show,
    } = await people(3)
    for (const viewer of [bob, carol]) expect(await deckOf(viewer)).toContain(alice)
    await like(alice, bob)
    const lost = async () =>
      (await house.db.selectFrom('lost_sight').select('viewer').where('owner', '=', alice).execute()).map(
        ({ viewer }) => viewer,
      )
    await hide(alice)
    expect(await lost()).toEqual([carol])
    house.clock.advance(1_000)
    await like(alice, carol)
    await vi.waitFor(async () => expect(await lost()).toEqual([]), { timeout: 60_000 })
    await house.discovery.undo({}, await as(alice))
    expect(await lost()).toEqual([carol])
    await show(alice)
    expect(await lost()).toEqual([])
  })

  it('stays hidden from sight when a moderator hides them, too, and either ends', async () => {
    const {
      ids: [alice, bob, carol],
      hide,
      show,
    } = await people(3)
    for (const viewer of [bob, carol]) expect(await deckOf(viewer)).toContain(alice)
    await like(alice, bob)
    const lost = async () =>
      (await house.db.selectFrom('lost_sight').select('viewer').where('owner', '=', alice).execute())
        .map(({ viewer }) => viewer)
        .toSorted()
    await house.setStanding(alice, 1, 'HIDDEN')
    await hide(alice)
    expect(await lost()).toEqual([bob, carol].toSorted())
    await house.setStanding(alice, 2, 'GOOD')
    expect(await lost()).toEqual([carol])
    await house.setStanding(alice, 3, 'HIDDEN')
    await show(alice)
    expect(await lost()).toEqual([bob, carol].toSorted())
    await house.setStanding(alice, 4, 'GOOD')
    expect(await lost()).toEqual([])
  })
})

describe('what a card does not show', () => {
  it.each(paths)(
    'a hidden age and distance are absent from decks, likes and matches, found by %s',
    async (path) => {
      const {
        ids: [alice, bob],
        hide,
      } = await people(2)
      expect(await deck(bob, path)).toMatchObject([{ userId: alice, age: expect.any(Number) as number }])
      expect((await deck(bob, path))[0]).toMatchObject({ distance: { fromKm: 0 } })
      await hide(alice, Privacy.fromPartial({ hideAge: true, hideDistance: true }))
      const [card] = await deck(bob, path)
      expect(card).toMatchObject({ userId: alice, age: 0, distance: undefined })
      expect(card!.reasons.map(({ code }) => code)).not.toContain('distance')
      await like(alice, bob)
      const { likes } = await house.discovery.listLikes({ pageSize: 50, pageToken: '' }, await as(bob))
      expect(likes).toMatchObject([{ candidate: { age: 0, distance: undefined } }])
      expect(await like(bob, alice)).toMatchObject({ match: { userId: alice, age: 0 } })
      const { matches } = await house.discovery.listMatches({ pageSize: 50, pageToken: '' }, await as(bob))
      expect(matches).toMatchObject([{ userId: alice, age: 0 }])
    },
  )

  it('neither the score nor its parts tell a hidden distance', async () => {
    const cells = [cellAt(-12, 60), cellAt(-12, 60.3)] as const
    const privacy = Privacy.fromPartial({ hideDistance: true })
    const [viewer] = await house.addPeople([
      { cell: cells[0] },
      { cell: cells[0], privacy },
      { cell: cells[1], privacy },
    ])
    const [near, far] = await deck(viewer!)
    expect(near).toMatchObject({ compatibilityScore: far!.compatibilityScore, reasons: far!.reasons })
  })
})
