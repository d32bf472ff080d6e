import { expect, it } from 'vitest'

import { newestOf, openSeen, since } from './seen.js'

function memory(kept = new Map<string, string>()): Storage {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as unknown as Storage
}

const at = (second: number) => ({ created_at: new Date(second * 1_000).toISOString() })

it('the memory of what was seen keeps what was seen, for each person apart, and never goes back', () => {
  const storage = memory()
  const anna = openSeen(storage, 'anna')
  expect(anna.snapshot().likes).toBeUndefined()
  anna.note('likes', 2_000)
  anna.note('likes', 1_000)
  anna.note('matches', 0)
  expect(openSeen(storage, 'anna').snapshot()).toEqual({ likes: 2_000, matches: 0 })
  expect(openSeen(storage, 'ben').snapshot()).toEqual({})
})

it('the memory of what was seen lives without a storage and with a spoilt one', () => {
  for (const storage of [undefined, memory(new Map([['kindred.seen.anna', '{"likes":"soon"']]))]) {
    const anna = openSeen(storage, 'anna')
    expect(anna.snapshot()).toEqual({})
    anna.note('likes', 5)
    expect(anna.snapshot()).toEqual({ likes: 5 })
  }
})

it('the memory of what was seen tells what came after a mark', () => {
  const all = [at(3), at(1), at(2)]
  expect(newestOf(all)).toBe(3_000)
  expect(newestOf([])).toBe(0)
  expect(since(all, 1_000)).toEqual([at(3), at(2)])
})
