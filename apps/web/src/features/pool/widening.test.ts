import { describe, expect, it } from 'vitest'

import type { PoolFilter, Preferences } from '@kindred/client'

import { noFilters } from '../filters/no-filters.js'
import { hiding, isHidden, widen } from './widening.js'

const preferences: Preferences = {
  wanted_genders: ['MAN'],
  min_age: 25,
  max_age: 38,
  max_distance_km: 50,
  widen_distance: false,
  filters: { ...noFilters, verified: true, goals: ['CHAT'], min_height_cm: 170, max_height_cm: 190 },
}
const filter = (code: string, hides: number, rest: Partial<PoolFilter> = {}): PoolFilter => ({
  code,
  hides,
  adds: hides,
  ...rest,
})

describe('one tap', () => {
  it('one tap takes distance and ages from the pool and leaves the rest as it is', () => {
    expect(widen(preferences, filter('distance', 3, { max_distance_km: 100 }))).toEqual({
      ...preferences,
      max_distance_km: 100,
    })
    expect(widen(preferences, filter('age', 3, { min_age: 23, max_age: 40 }))).toEqual({
      ...preferences,
      min_age: 23,
      max_age: 40,
    })
    expect(widen({ ...preferences, min_age: 18 }, filter('age', 3, { max_age: 40 }))).toMatchObject({
      min_age: 18,
      max_age: 40,
    })
  })

  it('one tap drops an optional filter and no other', () => {
    const { filters } = preferences
    expect(widen(preferences, filter('verified', 1))?.filters).toEqual({ ...filters, verified: false })
    expect(widen(preferences, filter('goals', 1))?.filters).toEqual({ ...filters, goals: [] })
    expect(widen(preferences, filter('height', 1))?.filters).toEqual({
      ...noFilters,
      verified: true,
      goals: ['CHAT'],
    })
  })

  it('one tap is offered for fewer than ten as well, but not at the farthest, nor for what is not to be tapped away', () => {
    expect(widen(preferences, filter('age', 0, { max_age: 40 }))).toMatchObject({ max_age: 40 })
    expect(widen(preferences, filter('age', 25))).toBeUndefined()
    expect(widen(preferences, filter('distance', 25))).toBeUndefined()
    for (const code of ['gender', 'theirs', 'seen', 'whatever'])
      expect(widen(preferences, filter(code, 25))).toBeUndefined()
  })
})

describe('what hides people', () => {
  const filters = [
    filter('seen', 50),
    filter('age', 0, { max_age: 40 }),
    filter('gender', 0),
    filter('theirs', 10),
    filter('verified', 25),
    filter('distance', 0),
  ]
  const codes = (asked: PoolFilter[]) => hiding(asked, preferences).map(({ filter: { code } }) => code)

  it('what hides people stands in the order of how many it hides, with what may hide a few, and what cannot be changed last', () => {
    expect(codes(filters)).toEqual(['verified', 'age', 'seen', 'theirs'])
  })

  it('what hides people is not that they were seen already', () => {
    expect(isHidden(hiding(filters, preferences))).toBe(true)
    expect(isHidden(hiding([filter('seen', 50), filter('distance', 0)], preferences))).toBe(false)
  })
})
