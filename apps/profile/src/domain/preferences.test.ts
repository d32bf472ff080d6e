import { describe, expect, it } from 'vitest'

import { readPreferences } from './preferences.js'

const draft = { wantedGenders: ['MAN', 'NONBINARY'], minAge: 25, maxAge: 35, widenDistance: false }

describe('readPreferences', () => {
  it('looks within 50 km when nothing else is said', () => {
    expect(readPreferences(draft)).toEqual({
      wanted_genders: ['MAN', 'NONBINARY'],
      min_age: 25,
      max_age: 35,
      max_distance_km: 50,
      filters: null,
      importance: null,
      widen_distance: false,
    })
    expect(readPreferences({ ...draft, maxDistanceKm: 200 }).max_distance_km).toBe(200)
  })

  it('takes a range of one year and refuses one that is upside down', () => {
    expect(readPreferences({ ...draft, minAge: 30, maxAge: 30 })).toMatchObject({ min_age: 30, max_age: 30 })
    expect(() => readPreferences({ ...draft, minAge: 31, maxAge: 30 })).toThrow('AGE_RANGE_INVALID')
  })

  it('keeps what matters, the usual as null, and nothing at all as null', () => {
    expect(readPreferences({ ...draft, importance: { interests: 150 } }).importance).toEqual({
      distance: null,
      interests: 150,
      activity: null,
    })
    expect(readPreferences({ ...draft, importance: { distance: undefined } }).importance).toBeNull()
    expect(readPreferences({ ...draft, widenDistance: true }).widen_distance).toBe(true)
  })

  it('names the gender that it does not know', () => {
    const fields = [expect.objectContaining({ pointer: '/wanted_genders/1' })]
    expect(() => readPreferences({ ...draft, wantedGenders: ['MAN', 'UNSPECIFIED'] })).toThrow(
      expect.objectContaining({ fields }),
    )
  })
})
