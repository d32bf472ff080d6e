import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { outcomeOf, sidesOf } from './pair.js'

describe('a pair', () => {
  it('two people share the same row whoever asks', () => {
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
  ] as const)('a %s after %s of mine and %s of theirs is %s', (swipe, mine, theirs, outcome) => {
    expect(outcomeOf(swipe, mine, theirs)).toBe(outcome)
  })
})
