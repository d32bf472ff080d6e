import { expect, it } from 'vitest'

import { agoWords, clockWords } from './times.js'

const now = Date.parse('2026-05-01T12:00:00Z')
const before = (ms: number): string => new Date(now - ms).toISOString()

it.each([
  [0, 'now'],
  [59_000, 'now'],
  [61_000, '1 minute ago'],
  [3 * 3_600_000 + 5, '3 hours ago'],
  [40 * 86_400_000, '40 days ago'],
  // A clock that goes wrong does not put anything into the future.
  [-90_000, 'now'],
])('what happened %i ms ago happened %s', (ms, words) => {
  expect(agoWords(before(ms), 'en', now)).toBe(words)
})

it('a clock counts minutes and seconds down and stops at nothing', () => {
  expect([before(-245_000), before(-9_400), before(1_000)].map((until) => clockWords(until, now))).toEqual([
    '4:05',
    '0:09',
    '0:00',
  ])
})
