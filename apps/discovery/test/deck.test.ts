import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CandidateFilters, Preferences, ProfileChanged } from '@kindred/contracts/profile'
import { filterFacts } from '@kindred/facts'
import { decodeCursor, encodeCursor, newId } from '@kindred/kernel'
import { listCall } from '@kindred/testkit'

import { defaultLimits, lastSwipes } from '../src/domain/limits.js'
import { hideInactive } from '../src/store/candidate.js'
import { foldTallies } from '../src/store/tally.js'
import { type Discovery, type Path, startDiscovery } from './fixture.js'
import { createParts, everybody, noFilters } from './wishes.js'

/** Swipes in 24 hours: the first few are stored as they come, the last are counted one at a time. */
const most = lastSwipes + 10

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery({ limits: { ...defaultLimits, swipes: most } })
})
afterAll(() => house.stop())

const elsewhere = createParts()
const photo = { mediaId: newId(), ownerId: newId(), thumbhash: '', width: 1, height: 1, urls: undefined }

async function page(
  viewerId: string,
  request: { pageSize?: number; pageToken?: string; filters?: Partial<CandidateFilters> } = {},
  path?: Path,
) {
  const { pageSize = 50, pageToken = '', filters } = request
  const { discovery } = path === undefined ? house : await house.answeringBy(path)
  const asked = { pageSize, pageToken, filters: filters && { ...noFilters, ...filters } }
  const answer = await discovery.listCandidates(asked, await house.as(viewerId))
  return { ...answer, ids: answer.candidates.map(({ userId }) => userId) }
}

const brings: [string, Partial<CandidateFilters>, Partial<ProfileChanged>][] = [
  ['photo', { hasPhoto: true }, { photos: [photo] }],
  ['verification', { verified: true }, { verified: true }],
  ['interests', { interests: ['chess', 'go'] }, { interests: ['go'] }],
  ['languages', { languages: ['lv'] }, { languages: ['de', 'lv'] }],
  ['height', { minHeightCm: 170, maxHeightCm: 180 }, { heightCm: 170 }],
  ...filterFacts
    .filter(({ kind }) => kind === 'choice')
    .map(({ name, key, filter, answers }): (typeof brings)[number] => [
      name,
      { [filter.key]: answers.slice(1, 3) },
      { [key]: answers[1] },
    ]),
]

describe.each(['memory', 'sql'] as const)('the filter, answered by %s,', (path) => {
  it.each(brings)(
    'the filter of %s hides who does not match it, in preferences, in a request and from the other side',
    async (_name, filter, what) => {
      const cell = elsewhere()()
      const strict = { preferences: { ...everybody, filters: { ...noFilters, ...filter } } }
      const [anybody, choosy, fitting] = await house.addPeople([
        { cell },
        { cell, ...strict },
        { cell, ...what },
      ])
      expect((await page(choosy!, {}, path)).ids).toEqual([fitting])
      expect((await page(fitting!, {}, path)).ids.toSorted()).toEqual([anybody!, choosy!].toSorted())
      // Somebody who fails the filters of another is not shown that person either.
      expect((await page(anybody!, {}, path)).ids).toEqual([fitting])
      expect((await page(anybody!, { filters: filter }, path)).ids).toEqual([fitting])
      expect((await page(choosy!, { filters: { goals: ['SHORT_TERM'] } }, path)).ids).toEqual([])
    },
  )
})

describe('a deck', () => {
  it('a deck goes on page by page and repeats nobody, though nobody is swiped and ranks change', async () => {
    const cell = elsewhere()()
    const [viewer, ...others] = await house.addPeople(
      Array.from({ length: 231 }, (_, index) => ({ cell, completeness: (index % 97) / 97 })),
    )
    const seen: string[] = []
    let pageToken = ''
    do {
      const { ids, nextPageToken } = await page(viewer!, { pageSize: 20, pageToken })
      seen.push(...ids)
      pageToken = nextPageToken
      if (seen.length === 60) await house.addPeople([{ userId: seen[3]!, cell, version: 2, completeness: 0 }])
    } while (pageToken !== '')
    expect(seen.toSorted()).toEqual(others.toSorted())
  })

  it('a kept deck is judged again whenever a page of it is served', async () => {
    const cell = elsewhere()()
    const [viewer] = await house.addPeople(Array.from({ length: 130 }, () => ({ cell })))
    const first = await page(viewer!, { pageSize: 5 })
    const second = await page(viewer!, { pageSize: 5, pageToken: first.nextPageToken })
    await house.addPeople([{ userId: second.ids[0]!, cell, version: 2, paused: true }])
    await house.discovery.pass({ targetUserId: second.ids[1]! }, await house.as(viewer!))
    await house.show(second.ids[2]!, viewer!)
    await house.discovery.block({ targetUserId: viewer! }, await house.as(second.ids[2]!))
    await house.removePerson(second.ids[3]!)
    const again = await page(viewer!, { pageSize: 5, pageToken: first.nextPageToken })
    expect(again.ids[0]).toBe(second.ids[4])
    expect(again.ids).toHaveLength(5)
  })

  it('another question makes another deck, and a page token of another deck or no deck is refused', async () => {
    const cell = elsewhere()()
    const [viewer, bob] = await house.addPeople([{ cell }, { cell, goal: 'CHAT' }, { cell }])
    const refused = { code: 'PAGE_TOKEN_INVALID', kind: 'invalid' }
    const first = await page(viewer!, { pageSize: 1 })
    expect((await page(viewer!, { filters: { goals: ['CHAT'] } })).ids).toEqual([bob])
    // Its order is lost: a new deck would begin with the people of the first page.
    await expect(page(viewer!, { pageToken: first.nextPageToken })).rejects.toMatchObject(refused)
    const again = await page(viewer!, { pageSize: 1 })
    const filtered = page(viewer!, { pageToken: again.nextPageToken, filters: { goals: ['CHAT'] } })
    await expect(filtered).rejects.toMatchObject(refused)
    const own = listCall('/kindred.discovery.v1.DiscoveryService/ListCandidates', viewer!)
    const [deckId] = decodeCursor(own, again.nextPageToken, ['id', 'number'])!
    const before = page(viewer!, { pageSize: 1, pageToken: encodeCursor(own, [deckId, -1]) })
    await expect(before).rejects.toMatchObject(refused)
    expect((await page(viewer!, { pageToken: encodeCursor(own, [deckId, 1_000]) })).ids).toEqual([])
    await expect(page(viewer!, { pageToken: 'nonsense' })).rejects.toMatchObject(refused)
    const heights = { minHeightCm: 180, maxHeightCm: 170 }
    await expect(page(viewer!, { filters: heights })).rejects.toMatchObject({ code: 'HEIGHT_RANGE_INVALID' })
  })

  it('an empty deck looks farther in steps, for those who want it', async () => {
    const at = elsewhere()
    const far = { ...everybody, maxDistanceKm: 500 }
    const wants = { ...everybody, wantedGenders: ['MAN' as const] }
    const [narrow, wide, distant] = await house.addPeople([
      { cell: at(), preferences: wants },
      { cell: at(), preferences: { ...wants, widenDistance: true } },
      { cell: at(0.8), gender: 'MAN', preferences: far },
      { cell: at(3), gender: 'MAN', preferences: far },
    ])
    expect(await page(narrow!)).toMatchObject({ ids: [], widenedToKm: 0 })
    const { ids, widenedToKm, candidates } = await page(wide!)
    expect([ids, widenedToKm, candidates[0]?.distance]).toEqual([[distant], 100, { fromKm: 50, toKm: 100 }])
  })

  it('a deck weighs more what matters more to the viewer', async () => {
    const at = elsewhere()
    const prefer = (importance: Preferences['importance']) => ({ preferences: { ...everybody, importance } })
    const interests = ['chess', 'go', 'film']
    const [nearby, sharing] = await house.addPeople([
      { cell: at() },
      { cell: at(0.3), interests, name: 'shares' },
    ])
    const [home, mind] = await house.addPeople([
      { cell: at(), interests, ...prefer({ distance: 150, interests: 50 }) },
      { cell: at(), interests, ...prefer({ distance: 50, interests: 150 }) },
    ])
    const order = async (viewerId: string) =>
      (await page(viewerId)).ids.filter((id) => [nearby, sharing].includes(id))
    expect(await order(home!)).toEqual([nearby, sharing])
    expect(await order(mind!)).toEqual([sharing, nearby])
  })

  it('a deck loses people who were away for 30 days, and gets them back', async () => {
    const cell = elsewhere()()
    const [viewer, sleeper] = await house.addPeople([{ cell }, { cell }])
    house.clock.advance(31 * 86_400_000)
    const hour = Math.floor(house.clock.now().getTime() / 3_600_000)
    try {
      expect(await hideInactive(house.db, hour, 100_000)).toBeGreaterThan(1)
      expect((await page(viewer!)).ids).toEqual([])
      await page(sleeper!)
      expect((await page(viewer!)).ids).toEqual([sleeper])
    } finally {
      house.clock.advance(-31 * 86_400_000)
    }
  })

  it('a deck puts those first who are liked more, once their swipes are counted', async () => {
    const cell = elsewhere()()
    const [viewer, plain, liked, ...fans] = await house.addPeople(Array.from({ length: 8 }, () => ({ cell })))
    for (const fan of fans) {
      await house.discovery.like({ targetUserId: liked!, kind: 'LIKE', message: '' }, await house.as(fan))
      await house.discovery.pass({ targetUserId: plain! }, await house.as(fan))
    }
    await foldTallies(house.db)
    const { ids, candidates } = await page(viewer!)
    expect([ids[0], ids.at(-1)]).toEqual([liked, plain])
    expect(candidates[0]!.compatibilityScore).toBeGreaterThan(candidates.at(-1)!.compatibilityScore)
  })
})

describe('a block', () => {
  it('a block keeps two people apart, ends their match, and can be lifted', async () => {
    const cell = elsewhere()()
    const [alice, bob] = await house.addPeople([
      { cell, name: 'Alice' },
      { cell, name: 'Bob' },
    ])
    const like = async (from: string, targetUserId: string) =>
      house.discovery.like({ targetUserId, kind: 'LIKE', message: '' }, await house.as(from))
    await like(alice!, bob!)
    await like(bob!, alice!)
    const block = async () => house.discovery.block({ targetUserId: bob! }, await house.as(alice!))
    expect([await block(), await block()]).toEqual([{}, {}])
    for (const one of [alice!, bob!]) {
      const { matches } = await house.discovery.listMatches(
        { pageSize: 0, pageToken: '' },
        await house.as(one),
      )
      expect([matches, (await page(one)).ids]).toEqual([[], []])
    }
    await expect(like(bob!, alice!)).rejects.toMatchObject({ code: 'TARGET_NOT_FOUND' })
    const blocks = async (of: string) =>
      (await house.discovery.listBlocks({ pageSize: 0, pageToken: '' }, await house.as(of))).blocks
    expect((await blocks(alice!)).map(({ userId, name }) => [userId, name])).toEqual([[bob, 'Bob']])
    expect(await blocks(bob!)).toEqual([])
    await house.discovery.unblock({ userId: bob! }, await house.as(alice!))
    await house.discovery.unblock({ userId: newId() }, await house.as(alice!))
    expect(await blocks(alice!)).toEqual([])
  })

  it('a block and a pass leave nothing behind once both are taken back', async () => {
    const cell = elsewhere()()
    const [viewer, other] = await house.addPeople([{ cell }, { cell }])
    const as = await house.as(viewer!)
    await house.discovery.pass({ targetUserId: other! }, as)
    await house.discovery.block({ targetUserId: other! }, as)
    // Memory learns of both at once.
    expect((await page(viewer!, {}, 'memory')).ids).toEqual([])
    await house.discovery.unblock({ userId: other! }, as)
    expect((await page(viewer!, {}, 'memory')).ids).toEqual([])
    await house.discovery.undo({}, as)
    expect((await page(viewer!, {}, 'memory')).ids).toEqual([other])
  })

  it('a block hides a like that awaits an answer, and is refused on oneself and on nobody', async () => {
    const cell = elsewhere()()
    const [alice, bob] = await house.addPeople([{ cell }, { cell }])
    await house.discovery.like({ targetUserId: alice!, kind: 'LIKE', message: '' }, await house.as(bob!))
    await house.discovery.block({ targetUserId: bob! }, await house.as(alice!))
    const { likes } = await house.discovery.listLikes({ pageSize: 0, pageToken: '' }, await house.as(alice!))
    expect(likes).toEqual([])
    const block = async (targetUserId: string) =>
      house.discovery.block({ targetUserId }, await house.as(alice!))
    await expect(block(alice!)).rejects.toMatchObject({ code: 'TARGET_IS_SELF' })
    await expect(block(newId())).rejects.toMatchObject({ code: 'TARGET_NOT_FOUND' })
  })
})

describe('swipes', () => {
  it.each([
    { who: 'who never asked', ask: () => undefined },
    {
      who: 'whom memory knows',
      async ask(viewer: string) {
        await expect.poll(() => house.state()).toBe('ready')
        await page(viewer)
      },
    },
  ])('swipes of a viewer $who are not more than the limit, however many come at once', async ({ ask }) => {
    const cell = elsewhere()()
    const [viewer, ...others] = await house.addPeople(Array.from({ length: most + 30 }, () => ({ cell })))
    const as = await house.as(viewer!)
    await ask(viewer!)
    const told = await Promise.allSettled(
      others.map((targetUserId) => house.discovery.pass({ targetUserId }, as)),
    )
    expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(most)
  })

  it('swipes are limited in any 24 hours, however many come at once, and the refusal says until when', async () => {
    const cell = elsewhere()()
    const [viewer, ...others] = await house.addPeople(Array.from({ length: most + 6 }, () => ({ cell })))
    const pass = async (targetUserId: string) =>
      house.discovery.pass({ targetUserId }, await house.as(viewer!))
    for (const one of others.slice(0, most - 1)) await pass(one)
    house.clock.advance(3_600_000)
    await pass(others[most - 1]!)
    const reset = new Date(house.clock.now().getTime() + 23 * 3_600_000).toISOString()
    await expect(pass(others[most]!)).rejects.toMatchObject({
      code: 'SWIPES_USED_UP',
      kind: 'rateLimited',
      retryAfter: 23 * 3_600,
      message: expect.stringContaining(reset),
    })
    await pass(others[0]!)
    await house.discovery.undo({}, await house.as(viewer!))
    await pass(others[most]!)
    house.clock.advance(23 * 3_600_000 + 1)
    for (const one of others.slice(most + 1)) await pass(one)
    house.clock.advance(-24 * 3_600_000 - 1)
  })
})
