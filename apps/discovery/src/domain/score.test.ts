import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { placeOf } from './place.js'
import { bestScore, compatibility, reasonsOf, scoreOf, type Terms, unit, weightUnits } from './score.js'
import type { Person } from './search.js'
import { termsOf } from './terms.js'
import { noFilters, searchFor } from './wishes.js'

const upTo = (most: number) => fc.integer({ min: 0, max: most })
const terms: fc.Arbitrary<Terms> = fc.record({
  recency: upTo(weightUnits.recency),
  completeness: upTo(weightUnits.completeness),
  like_rate: upTo(weightUnits.like_rate),
  distance: upTo(weightUnits.distance),
  interests: upTo(weightUnits.interests),
  liked_you: upTo(weightUnits.liked_you),
})

const somebody: Person = {
  slot: 1,
  rank: 0,
  activeHour: 500_000,
  birthDay: 9_000,
  minAge: 18,
  maxAge: 99,
  maxKm: 50,
  traits: [],
  accepted: [],
  height: 0,
  minHeight: 0,
  maxHeight: 0,
  interests: [0b1111, 0, 0],
  languages: [0, 0],
  wantedInterests: undefined,
  wantedLanguages: undefined,
  ...placeOf('861126d37ffffff')!,
}
const noon = new Date(500_360 * 3_600_000)
const wishes = {
  wantedGenders: ['WOMAN'],
  minAge: 18,
  maxAge: 99,
  maxKm: 50,
  filters: noFilters,
  wantedInterests: undefined,
  wantedLanguages: undefined,
}
const counted = { completeness: 500, likes: 3, swipes: 6 }

describe('the terms', () => {
  it('are the weighted shares of what is known of somebody', () => {
    const search = searchFor(
      { ...somebody, slot: 2, interests: [0b111, 1, 0] },
      { ...wishes, importance: {} },
      noon,
    )
    const found = termsOf(search, somebody, counted, true)
    // Half of the 30 days are over; half is filled in; 5 of 10 liked; next door; 3 of 5 interests.
    const expected = {
      recency: 0.125,
      completeness: 0.075,
      like_rate: 0.1,
      distance: 0.2,
      interests: 0.12,
      liked_you: 0.35,
    }
    expect(found).toEqual(
      Object.fromEntries(Object.entries(expected).map(([term, share]) => [term, Math.round(share * unit)])),
    )
    expect(termsOf(search, somebody, counted, false).liked_you).toBe(0)
  })

  it('weigh more and less as the viewer says', () => {
    const importance = { distance: 150, interests: 50, activity: 150 }
    const search = searchFor({ ...somebody, slot: 2 }, { ...wishes, importance }, noon)
    const shares = termsOf(search, somebody, counted, false)
    expect([shares.distance / unit, shares.interests / unit, shares.recency / unit]).toEqual([
      0.3, 0.08, 0.1875,
    ])
  })
})

describe('the score', () => {
  it('is the sum of its terms, between nothing and the best', () => {
    fc.assert(
      fc.property(terms, (some) => {
        expect(scoreOf(some)).toBe(Object.values(some).reduce((sum, term) => sum + term, 0))
        expect(scoreOf(some)).toBeLessThanOrEqual(bestScore)
      }),
    )
  })

  it('is shown from 0 to 100', () => {
    expect([compatibility(0), compatibility(bestScore), compatibility(2 * bestScore)]).toEqual([0, 100, 100])
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
            (each) =>
              Number.isInteger(Math.round(100 * each)) &&
              Math.abs(100 * each - Math.round(100 * each)) < 1e-9,
          ),
        ).toBe(true)
        if (scoreOf(some) > 0) expect(Math.abs(sum - 1)).toBeLessThanOrEqual(0.06)
      }),
    )
  })
})
