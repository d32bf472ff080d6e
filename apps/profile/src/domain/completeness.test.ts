import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { type ChoiceFact, choices, type OwnTexts, ownTexts, type StatedChoices } from '@kindred/facts'

import { completenessOf } from './completeness.js'
import type { Details } from './details.js'

const choicesWith = (pick: (fact: ChoiceFact) => string | null): StatedChoices =>
  Object.fromEntries(choices.map((fact) => [fact.name, pick(fact)])) as StatedChoices
const first = ({ values }: ChoiceFact): string => values[0]!

const noTexts = Object.fromEntries(ownTexts.map(({ name }) => [name, null])) as OwnTexts

const bare: Details = {
  ...noTexts,
  ...choicesWith((fact) => (fact.isRequired ? first(fact) : null)),
  name: 'Alice',
  birth_date: '1996-04-12',
  interests: [],
  height_cm: null,
  languages: [],
}

const full: Details = {
  ...bare,
  ...choicesWith(first),
  bio: 'Climber.',
  city: 'Riga',
  interests: ['climbing', 'reading', 'tea', 'jazz', 'cats'],
  height_cm: 171,
  languages: ['en'],
}

/** 100 points with the facts of today; each further one adds its own. */
const whole = 76 + choices.reduce((sum, { completeness }) => sum + completeness, 0)

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const anyChoices = fc.record(
  Object.fromEntries(
    choices.map(({ name, values, isRequired }) => {
      const value = fc.constantFrom(...values)
      return [name, isRequired ? value : maybe(value)]
    }),
  ),
) as unknown as fc.Arbitrary<StatedChoices>
const ownDetails = fc.record({
  name: fc.string(),
  birth_date: fc.constant('1996-04-12'),
  bio: maybe(fc.string({ minLength: 1 })),
  city: maybe(fc.string({ minLength: 1 })),
  interests: fc.array(fc.string(), { maxLength: 20 }),
  height_cm: maybe(fc.integer({ min: 100, max: 250 })),
  languages: fc.array(fc.string(), { maxLength: 20 }),
})
const anyDetails: fc.Arbitrary<Details> = fc
  .tuple(ownDetails, anyChoices)
  .map(([own, stated]) => ({ ...noTexts, ...own, ...stated }))

describe('completenessOf', () => {
  it('gives little to what every profile has', () => {
    expect(completenessOf(bare, 0)).toBe(10 / whole)
    expect(completenessOf(bare, 0)).toBeGreaterThan(0.05)
  })

  it.each<[string, Partial<Details>, number, number]>([
    ['a photo', {}, 1, 10],
    ['three photos', {}, 3, 30],
    ['a fourth photo', {}, 4, 30],
    ['an interest', { interests: ['tea'] }, 0, 2],
    ['five interests', { interests: full.interests }, 0, 10],
    ['a sixth interest', { interests: [...full.interests, 'chess'] }, 0, 10],
    ['a language', { languages: ['en'] }, 0, 4],
    ['a second language', { languages: ['en', 'lv'] }, 0, 4],
    ['a bio', { bio: 'Climber.' }, 0, 14],
    ['a city', { city: 'Riga' }, 0, 4],
    ['a height', { height_cm: 171 }, 0, 4],
    ['what one looks for', { goal: 'LONG_TERM' }, 0, 8],
    ['whether one smokes', { smoking: 'NEVER' }, 0, 4],
    ['whether one drinks', { drinking: 'SOMETIMES' }, 0, 4],
    ['children', { children: 'WANT' }, 0, 4],
    ['an education', { education: 'MASTER' }, 0, 4],
  ])('counts %s as much as it always did', (_what, stated, photos, points) => {
    expect(completenessOf({ ...bare, ...stated }, photos) * whole).toBeCloseTo(10 + points, 9)
  })

  it('is 1 when everything is filled in and three photos are there', () => {
    expect(completenessOf(full, 3)).toBe(1)
  })

  it('stays between 0 and 1', () => {
    fc.assert(
      fc.property(anyDetails, fc.nat(6), (details, photos) => {
        const share = completenessOf(details, photos)
        expect(share).toBeGreaterThanOrEqual(10 / whole)
        expect(share).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('never falls when something is added, and falls when an optional field is cleared', () => {
    const counted = choices.filter(({ completeness, isRequired }) => completeness > 0 && !isRequired)
    const clearable = ['bio', 'city', 'height_cm', ...counted.map(({ name }) => name)] as const
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
