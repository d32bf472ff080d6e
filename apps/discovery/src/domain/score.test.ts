import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { bestScore, compatibility, reasonsOf, scoreOf, type Terms } from './score.js'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const terms: fc.Arbitrary<Terms> = fc.record({
  recency: share,
  completeness: share,
  like_rate: share,
  distance: share,
  interests: share,
  liked_you: share,
})

describe('the score', () => {
  it('is the weighted sum of its terms', () => {
    const one = { recency: 1, completeness: 0.5, like_rate: 0.5, distance: 0.75, interests: 0.4, liked_you: 0 }
    expect(scoreOf(one)).toBeCloseTo(0.25 + 0.075 + 0.1 + 0.15 + 0.08)
    expect(scoreOf({ ...one, liked_you: 1 }) - scoreOf(one)).toBeCloseTo(0.35)
  })

  it('stays between nothing and the best', () => {
    fc.assert(fc.property(terms, (some) => scoreOf(some) >= 0 && scoreOf(some) <= bestScore + 1e-9))
  })

  it('is shown from 0 to 100', () => {
    expect(compatibility(0)).toBe(0)
    expect(compatibility(bestScore)).toBe(100)
  })

  it('is explained by shares that add up and fall', () => {
    fc.assert(
      fc.property(terms, (some) => {
        const shares = reasonsOf(some).map((reason) => reason.share)
        const sum = shares.reduce((total, each) => total + each, 0)
        expect(shares).toEqual([...shares].sort((a, b) => b - a))
        expect(shares.every((each) => each > 0)).toBe(true)
        expect(
          shares.every(
            (each) => Number.isInteger(Math.round(100 * each)) && Math.abs(100 * each - Math.round(100 * each)) < 1e-9,
          ),
        ).toBe(true)
        if (scoreOf(some) > 0) expect(Math.abs(sum - 1)).toBeLessThanOrEqual(0.06)
      }),
    )
  })
})
