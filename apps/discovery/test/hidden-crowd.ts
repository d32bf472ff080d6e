import { afterAll, beforeAll, expect, it } from 'vitest'

import { cellAt, type Discovery, type Path, startDiscovery } from './fixture.js'

const paths = ['memory', 'sql'] as const
const visibleCount = 540
const pageSize = 20

interface Viewer {
  readonly id: string
  readonly seen: string[]
  /** The token of the next page; empty after the last. */
  next: string
}

/** Tests that a hundred people who are hidden are in nobody's deck; so many others look through 500 candidates and more each, by memory and by SQL. */
export function itHidesPeople(viewersOfPath: number): void {
  const candidateCount = 500 * viewersOfPath
  let house: Discovery
  /** Hidden before anybody looked, and after everybody had seen the first page. */
  let early: readonly string[]
  let late: readonly string[]
  let viewers: Readonly<Record<Path, readonly Viewer[]>>

  async function turn(path: Path, viewer: Viewer): Promise<readonly string[]> {
    const { discovery } = await house.answeringBy(path)
    const request = { pageSize, pageToken: viewer.next, filters: undefined }
    const page = await discovery.listCandidates(request, await house.as(viewer.id))
    const ids = page.candidates.map(({ userId }) => userId)
    viewer.seen.push(...ids)
    viewer.next = page.nextPageToken
    return ids
  }

  /** Every hidden person likes some of the viewers, which alone would put them first. */
  async function likeViewers(hidden: readonly string[]): Promise<void> {
    const targets = paths.flatMap((path) => viewers[path])
    for (const [at, userId] of hidden.entries())
      for (const step of [0, 7, 23])
        await house.discovery.like(
          { targetUserId: targets[(at + step) % targets.length]!.id, kind: 'LIKE', message: '' },
          await house.as(userId),
        )
  }

  const hide = async (people: readonly string[]): Promise<void> => {
    for (const userId of people) await house.setStanding(userId, 1, 'HIDDEN')
  }

  beforeAll(async () => {
    house = await startDiscovery()
    const cell = cellAt(35, 20)
    const ids = await house.addPeople(Array.from({ length: visibleCount + 100 }, () => ({ cell })))
    const viewer = (id: string): Viewer => ({ id, seen: [], next: '' })
    // Those who will be hidden stand among the others, not in a block of their own.
    const isHidden = (at: number): boolean => at % 6 === 1 && at < 600
    const hidden = ids.filter((_, at) => isHidden(at))
    const visible = ids.filter((_, at) => !isHidden(at))
    early = hidden.filter((_, at) => at % 2 === 0)
    late = hidden.filter((_, at) => at % 2 === 1)
    viewers = {
      memory: visible.slice(0, viewersOfPath).map(viewer),
      sql: visible.slice(viewersOfPath, 2 * viewersOfPath).map(viewer),
    }
    await hide(early)
    await likeViewers([...early, ...late])
    for (const path of paths) for (const one of viewers[path]) await turn(path, one)
    await hide(late)
  }, 240_000)
  afterAll(() => house.stop())

  it('those who are to be hidden stand in the decks of many before', () => {
    const met = new Set(paths.flatMap((path) => viewers[path].flatMap(({ seen }) => seen)))
    expect(late.every((userId) => met.has(userId))).toBe(true)
    expect(early.filter((userId) => met.has(userId))).toEqual([])
  })

  it.each(paths)(
    `100 hidden people are none of ${candidateCount} candidates of others, found by %s`,
    async (path) => {
      const hidden = new Set([...early, ...late])
      expect(hidden.size).toBe(100)
      const candidates: string[] = []
      for (const viewer of viewers[path]) {
        while (viewer.next !== '') candidates.push(...(await turn(path, viewer)))
        expect(new Set(viewer.seen).size).toBe(viewer.seen.length)
      }
      expect(candidates.length).toBeGreaterThanOrEqual(candidateCount)
      expect(candidates.filter((userId) => hidden.has(userId))).toEqual([])
    },
  )

  it.each(paths)('somebody who is hidden no longer is a candidate again, found by %s', async (path) => {
    const [stranger] = late
    await house.setStanding(stranger!, 2, 'GOOD')
    const { discovery } = await house.answeringBy(path)
    const [viewer] = await house.addPeople([{ cell: cellAt(35, 20) }])
    const request = { pageSize: 50, pageToken: '', filters: undefined }
    await house.discovery.like(
      { targetUserId: viewer!, kind: 'LIKE', message: '' },
      await house.as(stranger!),
    )
    const { candidates } = await discovery.listCandidates(request, await house.as(viewer!))
    expect(candidates[0]!.userId).toBe(stranger)
  })
}
