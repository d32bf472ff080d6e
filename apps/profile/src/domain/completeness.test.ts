import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { childrenWishes, educations, genders, goals, habits } from './choices.js'
import { completenessOf } from './completeness.js'
import type { Details } from './details.js'

const bare: Details = {
  name: 'Alice',
  birth_date: '1996-04-12',
  gender: 'WOMAN',
  bio: null,
  city: null,
  interests: [],
  goal: null,
  height_cm: null,
  languages: [],
  smoking: null,
  drinking: null,
  children: null,
  education: null,
}

const full: Details = {
  ...bare,
  bio: 'Climber.',
  city: 'Riga',
  interests: ['climbing', 'reading', 'tea', 'jazz', 'cats'],
  goal: 'LONG_TERM',
  height_cm: 171,
  languages: ['en'],
  smoking: 'NEVER',
  drinking: 'SOMETIMES',
  children: 'WANT',
  education: 'MASTER',
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const anyDetails: fc.Arbitrary<Details> = fc.record({
  name: fc.string(),
  birth_date: fc.constant('1996-04-12'),
  gender: fc.constantFrom(...genders),
  bio: maybe(fc.string({ minLength: 1 })),
  city: maybe(fc.string({ minLength: 1 })),
  interests: fc.array(fc.string(), { maxLength: 20 }),
  goal: maybe(fc.constantFrom(...goals)),
  height_cm: maybe(fc.integer({ min: 100, max: 250 })),
  languages: fc.array(fc.string(), { maxLength: 20 }),
  smoking: maybe(fc.constantFrom(...habits)),
  drinking: maybe(fc.constantFrom(...habits)),
  children: maybe(fc.constantFrom(...childrenWishes)),
  education: maybe(fc.constantFrom(...educations)),
})

describe('completenessOf', () => {
  it('gives little to what every profile has', () => {
    expect(completenessOf(bare, 0)).toBe(0.1)
  })

  it('is 1 when everything is filled in and three photos are there', () => {
    expect(completenessOf(full, 3)).toBe(1)
  })

  it('stays between 0 and 1', () => {
    fc.assert(
      fc.property(anyDetails, fc.nat(6), (details, photos) => {
        const share = completenessOf(details, photos)
        expect(share).toBeGreaterThanOrEqual(0.1)
        expect(share).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('never falls when something is added, and falls when an optional field is cleared', () => {
    const clearable = [
      'bio',
      'city',
      'goal',
      'height_cm',
      'smoking',
      'drinking',
      'children',
      'education',
    ] as const
    fc.assert(
      fc.property(anyDetails, fc.nat(5), fc.constantFrom(...clearable), (details, photos, field) => {
        expect(completenessOf(details, photos + 1)).toBeGreaterThanOrEqual(completenessOf(details, photos))
        const stated = { ...details, [field]: full[field] }
        expect(completenessOf({ ...stated, [field]: null }, photos)).toBeLessThan(
          completenessOf(stated, photos),
        )
      }),
    )
  })
})
