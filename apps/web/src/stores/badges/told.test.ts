import { expect, it } from 'vitest'

import { openTold } from './told.js'

function memory(kept = new Map<string, string>()): Storage {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as unknown as Storage
}

it('likes are told once on a device, and those that came since alone', () => {
  const storage = memory()
  const counts = [2, 2, 3, 0, 1].map((unseen) => openTold(storage, 'anna').tell(unseen))
  expect(counts).toEqual([2, 0, 1, 0, 1])
  expect(openTold(storage, 'ben').tell(1)).toBe(1)
})

it('likes are told at each opening without a storage, and with a spoilt one as if nothing had been told', () => {
  expect([2, 2].map((unseen) => openTold(undefined, 'anna').tell(unseen))).toEqual([2, 2])
  expect(openTold(memory(new Map([['kindred.told.anna', 'soon']])), 'anna').tell(2)).toBe(2)
})
