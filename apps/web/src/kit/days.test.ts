import { expect, it } from 'vitest'

import { nearDay } from './days.js'

it('a message of today and of yesterday is dated by that word, and none of an earlier day', () => {
  const now = new Date(2026, 0, 1, 0, 5)
  expect(nearDay(new Date(2026, 0, 1, 0, 1), now)).toBe('today')
  expect(nearDay(new Date(2025, 11, 31, 1), now)).toBe('yesterday')
  expect(nearDay(new Date(2025, 11, 30, 23), now)).toBeUndefined()
})
