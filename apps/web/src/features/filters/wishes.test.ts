import { describe, expect, it } from 'vitest'

import type { Preferences } from '@kindred/client'

import { noFilters } from './no-filters.js'
import { firstWishes, toRequest, wishesOf } from './wishes.js'

describe('wishes', () => {
  it('wishes begin around the own age, within what may be asked for', () => {
    expect(firstWishes(20)).toMatchObject({ minAge: 18, maxAge: 28, wanted: [] })
    expect(firstWishes(99)).toMatchObject({ minAge: 91, maxAge: 100 })
  })

  it('wishes come back as they were stored', () => {
    const preferences: Preferences = {
      wanted_genders: ['MAN'],
      min_age: 25,
      max_age: 38,
      max_distance_km: 250,
      widen_distance: true,
      filters: { ...noFilters, goals: ['CHAT'], min_height_cm: 170 },
      importance: { distance: 150 },
    }
    expect(toRequest(wishesOf(preferences))).toEqual(preferences)
  })

  it('wishes never narrow a distance that lies between two steps, and end at the farthest', () => {
    const with_ = (km: number) =>
      toRequest(
        wishesOf({
          wanted_genders: [],
          min_age: 18,
          max_age: 20,
          max_distance_km: km,
          widen_distance: false,
        }),
      )
    expect([60, 5000].map((km) => with_(km).max_distance_km)).toEqual([100, 1000])
  })
})
