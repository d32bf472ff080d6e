import fc from 'fast-check'
import { expect, it } from 'vitest'

import { coarse } from './pool.js'

it('tells a count by the lower end of its bucket, and nothing below ten', () => {
  const ends = [0, 10, 25, 50, 100, 250, 500, 1000, 2500]
  const asked = [0, 1, 9, 10, 24, 25, 49, 50, 99, 100, 249, 250, 499, 500, 999, 1000, 2499, 2500]
  expect([...new Set(asked.map(coarse))]).toEqual(ends)
  expect(coarse(9)).toBe(0)
})

it('never tells more than there are, nor less than a third of ten and more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5_000_000 }), (count) => {
      const told = coarse(count)
      expect(told).toBeLessThanOrEqual(count)
      expect(coarse(told)).toBe(told)
      if (count >= 10) expect(told * 3).toBeGreaterThan(count)
    }),
  )
})
