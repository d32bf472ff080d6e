import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { ageOn } from '@kindred/kernel'

import { bucketOf } from './distance.js'
import { outcomeOf, sidesOf } from './pair.js'

describe('a pair', () => {
  it('has the same row whoever asks', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (one, other) => {
        fc.pre(one !== other)
        const [mine, theirs] = [sidesOf(one, other), sidesOf(other, one)]
        expect([mine.lower, mine.upper]).toEqual([theirs.lower, theirs.upper])
        expect(mine.lower < mine.upper).toBe(true)
        expect(mine.viewerSide).toBe(theirs.otherSide)
      }),
    )
  })

  it.each([
    ['LIKE', null, null, 'stored'],
    ['LIKE', null, 'PASS', 'stored'],
    ['LIKE', null, 'LIKE', 'matched'],
    ['SUPERLIKE', 'LIKE', null, 'stored'],
    ['LIKE', 'PASS', 'SUPERLIKE', 'matched'],
    ['LIKE', 'LIKE', null, 'repeated'],
    ['LIKE', 'SUPERLIKE', null, 'repeated'],
    ['PASS', 'LIKE', null, 'stored'],
    ['PASS', null, 'LIKE', 'stored'],
    ['PASS', 'PASS', 'LIKE', 'repeated'],
  ] as const)('takes %s after %s of mine and %s of theirs as %s', (swipe, mine, theirs, outcome) => {
    expect(outcomeOf(swipe, mine, theirs)).toBe(outcome)
  })
})

describe('a distance', () => {
  it.each([
    [0, 0, 5],
    [4.99, 0, 5],
    [5, 5, 10],
    [60, 50, 100],
    [999, 500, 1000],
    [1000, 1000, 0],
  ])('of %d km is shown as %d to %d', (km, fromKm, toKm) => {
    expect(bucketOf(km)).toEqual({ fromKm, toKm })
  })
})

describe('an age', () => {
  it.each([
    ['2000-02-29', '2018-02-28', 17],
    ['2000-02-29', '2018-03-01', 18],
    ['1990-11-22', '2020-11-21', 29],
    ['1990-11-22', '2020-11-22', 30],
  ])('of a person born %s is on %s %d', (born, today, age) => {
    expect(ageOn(born, new Date(`${today}T12:00:00Z`))).toBe(age)
  })
})
