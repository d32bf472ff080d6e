import { afterEach, expect, it, vi } from 'vitest'

import { Batches } from './batches.js'

afterEach(() => {
  vi.useRealTimers()
})

/** Batches of numbers that end when the test says so; numbers with the same last digit are never under way together. */
function open({ maxItems = 4, maxRunning = 2, patienceMs = 60_000 } = {}) {
  const begun: (readonly number[])[] = []
  const ends: { resolve(results: readonly string[]): void; reject(error: unknown): void }[] = []
  const batches = new Batches<number, string>({
    maxItems,
    maxRunning,
    patienceMs,
    keysOf: (item) => [item % 10],
    run: (items) => {
      begun.push(items)
      return new Promise((resolve, reject) => ends.push({ resolve, reject }))
    },
  })
  return {
    add: (item: number, signal?: AbortSignal) => batches.add(item, signal),
    begun,
    end: (batch: number) => ends[batch]!.resolve(begun[batch]!.map((item) => `done ${item}`)),
    fail: (batch: number, error: Error) => ends[batch]!.reject(error),
  }
}

/** Until what just ended is noticed, and the next has begun. */
async function turn(): Promise<void> {
  for (let turns = 0; turns < 2; turns++) await new Promise((resolve) => setImmediate(resolve))
}

it('begins at once with what comes alone, and gives each piece its own result', async () => {
  const { add, begun, end } = open()
  const one = add(1)
  await turn()
  const others = [add(2), add(3)]
  await turn()
  expect(begun).toEqual([[1], [2, 3]])
  end(1)
  expect(await Promise.all(others)).toEqual(['done 2', 'done 3'])
  end(0)
  expect(await one).toBe('done 1')
})

it('gathers what comes while all batches are under way, up to the limit of a batch', async () => {
  const { add, begun, end } = open({ maxItems: 3, maxRunning: 1 })
  const all = [add(1)]
  await turn()
  for (const item of [2, 3, 4, 5, 6]) all.push(add(item))
  await turn()
  expect(begun).toEqual([[1]])
  for (const batch of [0, 1, 2]) {
    end(batch)
    await turn()
  }
  expect(begun).toEqual([[1], [2, 3, 4], [5, 6]])
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5, 6].map((item) => `done ${item}`))
})

it('holds back what shares a key with something under way, in this batch or in another', async () => {
  const { add, begun, end } = open()
  const all = [add(1), add(11), add(2)]
  await turn()
  all.push(add(12), add(3))
  await turn()
  expect(begun).toEqual([[1, 2], [3]])
  end(0)
  await turn()
  expect(begun).toEqual([[1, 2], [3], [11, 12]])
  end(1)
  end(2)
  expect(await Promise.all(all)).toEqual(['done 1', 'done 11', 'done 2', 'done 12', 'done 3'])
})

it('tells each piece of a failed batch, and goes on with the next', async () => {
  const { add, begun, end, fail } = open({ maxRunning: 1 })
  const failing = Promise.allSettled([add(1), add(2)])
  await turn()
  const next = add(11)
  const error = new Error('the database is away')
  fail(0, error)
  expect(await failing).toEqual(Array(2).fill({ status: 'rejected', reason: error }))
  await turn()
  expect(begun).toEqual([[1, 2], [11]])
  end(1)
  expect(await next).toBe('done 11')
})

it('goes on beside a batch that takes too long, with what shares its keys, too', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { add, begun, end } = open({ maxRunning: 1, patienceMs: 10 })
  const stuck = add(1)
  await turn()
  const others = [add(2), add(11)]
  await vi.advanceTimersByTimeAsync(10)
  expect(begun).toEqual([[1], [2, 11]])
  end(1)
  expect(await Promise.all(others)).toEqual(['done 2', 'done 11'])
  const last = add(3)
  await turn()
  // The late end of the first makes no room for a second one beside this.
  end(0)
  expect(await stuck).toBe('done 1')
  const waits = add(4)
  await turn()
  expect(begun).toEqual([[1], [2, 11], [3]])
  end(2)
  await turn()
  end(3)
  expect(await Promise.all([last, waits])).toEqual(['done 3', 'done 4'])
})

it('does not do what nobody waits for any more', async () => {
  const { add, begun, end } = open({ maxRunning: 1 })
  const first = add(1)
  await turn()
  const caller = new AbortController()
  const given = add(2, caller.signal)
  const gone = new Error('the caller went away')
  caller.abort(gone)
  const next = add(3)
  end(0)
  await expect(given).rejects.toBe(gone)
  await turn()
  expect(begun).toEqual([[1], [3]])
  end(1)
  expect(await Promise.all([first, next])).toEqual(['done 1', 'done 3'])
})
