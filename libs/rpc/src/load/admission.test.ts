import { describe, expect, it } from 'vitest'

import { Admission, type Work } from './admission.js'

const read: Work = { priority: 'usual', kind: 'read', part: 'profile' }
const refresh: Work = { priority: 'urgent', kind: 'refresh', part: 'auth' }
const deck: Work = { priority: 'heavy', kind: 'deck', part: 'discovery' }

/**
 * A process on a clock of its own that finishes `perMs` pieces of work each millisecond, the oldest first, and none before it took
 * `quietMs`.
 */
function open({ perMs, quietMs = 1 }: { perMs: number; quietMs?: number }) {
  let now = 0
  const admission = new Admission({ maxWaitMs: 25, minPlaces: 100, firstPlaces: 400, now: () => now })
  const queue: { from: number; end: (isDone: boolean) => void }[] = []
  const hung: { from: number; end: (isDone: boolean) => void }[] = []
  const seen = { done: 0, longestMs: 0 }
  const refused = new Map<Work, number>()

  function offer(work: Work): void {
    if (admission.admits(work)) queue.push({ from: now, end: admission.begin(work) })
    else refused.set(work, (refused.get(work) ?? 0) + 1)
  }

  function pass(most: number): void {
    now += 1
    for (let turn = 0; turn < most && queue.length > 0 && now - queue[0]!.from >= quietMs; turn += 1) {
      const { from, end } = queue.shift()!
      seen.done += 1
      seen.longestMs = Math.max(seen.longestMs, now - from)
      end(true)
    }
  }

  return {
    seen,
    refused: (work: Work) => refused.get(work) ?? 0,
    places: () => admission.places,
    forget: () => void (refused.clear(), Object.assign(seen, { done: 0, longestMs: 0 })),
    /** Offers so many of each kind of work a millisecond, for so long; `perMs` gets done of it meanwhile. */
    load(ms: number, offered: readonly (readonly [Work, number])[], { perMs: most = perMs } = {}): void {
      for (let passed = 0; passed < ms; passed += 1) {
        for (const [work, each] of offered)
          for (let one = 0; one < each; one += 1) if (each >= 1 || passed % (1 / each) === 0) offer(work)
        pass(most)
      }
    },
    /** Work of a part that never ends. */
    hang(work: Work): void {
      if (admission.admits(work)) hung.push({ from: now, end: admission.begin(work) })
      else refused.set(work, (refused.get(work) ?? 0) + 1)
    },
    /** What has hung for so long ends without being done. */
    giveUp(afterMs: number): void {
      while (hung.length > 0 && now - hung[0]!.from >= afterMs) hung.shift()!.end(false)
    },
  }
}

describe('with three times the work that a process gets done', () => {
  it('it is as busy as before, and what it lets in waits a little longer only', () => {
    const { seen, refused, forget, load } = open({ perMs: 1 })
    load(1_000, [[read, 3]])
    forget()
    load(60_000, [[read, 3]])
    expect(seen.done).toBe(60_000)
    expect(seen.longestMs).toBeLessThanOrEqual(110)
    expect(refused(read)).toBeGreaterThan(115_000)
  })

  it('what is urgent is never refused, and what is heavy always', () => {
    const { refused, forget, load } = open({ perMs: 10 })
    load(1_000, [
      [read, 28],
      [refresh, 1],
      [deck, 1],
    ])
    forget()
    load(10_000, [
      [read, 28],
      [refresh, 1],
      [deck, 1],
    ])
    expect(refused(refresh)).toBe(0)
    expect(refused(deck)).toBeGreaterThan(9_000)
  })

  it('nobody is refused any more a second after the crowd has gone', () => {
    const { refused, forget, load } = open({ perMs: 4 })
    load(60_000, [[read, 12]])
    load(1_000, [[read, 3]])
    forget()
    load(10_000, [[read, 3]])
    expect(refused(read)).toBe(0)
  })
})

it('refuses nobody for work that takes long by itself, however much of it there is', () => {
  const { refused, forget, load, places } = open({ perMs: 40, quietMs: 60 })
  load(3_000, [[read, 20]])
  forget()
  load(10_000, [[read, 20]])
  expect(refused(read)).toBe(0)
  expect(places()).toBeGreaterThan(1_200)
})

it.each(['urgent', 'usual', 'heavy'] as const)(
  'keeps places for work of other parts that is %s, while one part with such work hangs',
  (priority) => {
    const { refused, forget, load, hang } = open({ perMs: 4 })
    const [other, stuck] = [
      { ...read, priority },
      { ...deck, priority },
    ]
    load(1_000, [[other, 2]])
    forget()
    for (let one = 0; one < 4_000; one += 1) hang(stuck)
    load(5_000, [[other, 2]])
    expect(refused(stuck)).toBeGreaterThan(0)
    expect(refused(other)).toBe(0)
  },
)

it('refuses nobody of other parts, slow as they are, while callers of one that hangs come and go in vain', () => {
  const { refused, load, hang, giveUp, places } = open({ perMs: 2 })
  load(5_000, [[read, 0.25]])
  const before = places()
  for (let second = 0; second < 20; second += 1) {
    // A machine that is busy elsewhere: now and then nothing gets done for a while.
    for (let part = 0; part < 10; part += 1) {
      for (let one = 0; one < 100; one += 1) hang(deck)
      load(60, [[read, 0.25]])
      load(40, [[read, 0.25]], { perMs: 0 })
    }
    giveUp(1_000)
  }
  expect(refused(deck)).toBeGreaterThan(0)
  expect(refused(read)).toBe(0)
  expect(places()).toBeGreaterThanOrEqual(before)
})

it('refuses nobody of other parts who wait for a moment right after one part began to hang and took all places that it may have', () => {
  const { refused, load, hang } = open({ perMs: 4 })
  load(1_000, [[read, 2]])
  for (let one = 0; one < 400; one += 1) hang({ ...read, part: 'chat' })
  load(100, [[read, 2]])
  load(100, [[read, 2]], { perMs: 0 })
  load(900, [[read, 2]])
  expect(refused(read)).toBe(0)
})

it('takes no part for silent while the whole process stands still', () => {
  const { refused, load } = open({ perMs: 4 })
  const other = { ...read, part: 'auth' }
  const both = [
    [read, 1],
    [other, 1],
  ] as const
  load(1_000, both)
  load(1_000, both, { perMs: 0 })
  expect(refused(read) + refused(other)).toBeGreaterThanOrEqual(2_000 - 400)
})

it('refuses nobody of a crowd that comes at once and is served within half a second', () => {
  const { refused, load } = open({ perMs: 1 })
  load(10_000, [[read, 0.5]])
  for (let crowd = 0; crowd < 20; crowd += 1) {
    load(1, [[read, 250]])
    load(1_000, [])
  }
  expect(refused(read)).toBe(0)
})

it('lets work take as long again where it takes long by itself', () => {
  const { refused, seen, load, forget } = open({ perMs: 20, quietMs: 80 })
  load(30_000, [[read, 10]])
  load(30_000, [[read, 60]])
  forget()
  load(10_000, [[read, 60]])
  expect(seen.longestMs).toBeGreaterThan(120)
  expect(seen.longestMs).toBeLessThan(250)
  expect(refused(read)).toBeGreaterThan(100_000)
})

it('never refuses what is let in always', () => {
  const { refused, hang } = open({ perMs: 1 })
  for (let one = 0; one < 2_000; one += 1) hang(read)
  const health: Work = { priority: 'always', kind: 'health', part: '' }
  for (let one = 0; one < 2_000; one += 1) hang(health)
  expect(refused(health)).toBe(0)
  expect(refused(read)).toBeGreaterThan(0)
})

it('refuses nothing at all when no wait is set', () => {
  const admission = new Admission({ maxWaitMs: 0, minPlaces: 1, firstPlaces: 1, now: () => 0 })
  for (let one = 0; one < 100; one += 1) admission.begin(read)
  expect(admission.admits(read)).toBe(true)
})
