import { describe, expect, it } from 'vitest'

import { heights, heightsOf, levelOf, withHeights, withLevel } from './filter-values.js'
import { noFilters } from './no-filters.js'

describe('heights', () => {
  it('wished heights ask for nothing at the ends of the line', () => {
    expect(heightsOf(noFilters)).toEqual({ from: heights.min, to: heights.max })
    const narrow = { ...noFilters, min_height_cm: 160, max_height_cm: 190 }
    expect(withHeights(narrow, { from: heights.min, to: heights.max })).toEqual(noFilters)
  })

  it('wished heights come back as they were chosen, each for itself', () => {
    for (const span of [
      { from: 160, to: 190 },
      { from: 160, to: heights.max },
      { from: heights.min, to: 190 },
    ])
      expect(heightsOf(withHeights(noFilters, span))).toEqual(span)
    expect(withHeights(noFilters, { from: 160, to: heights.max })).not.toHaveProperty('max_height_cm')
  })

  it('wished heights beyond the line stand at its end', () => {
    expect(heightsOf({ ...noFilters, min_height_cm: 100, max_height_cm: 250 })).toEqual({
      from: 140,
      to: 220,
    })
  })
})

describe('what matters', () => {
  it.each([
    [undefined, 'usual'],
    [50, 'less'],
    [74, 'less'],
    [75, 'usual'],
    [125, 'usual'],
    [126, 'more'],
    [150, 'more'],
  ] as const)('a weight of %s percent is shown as %s', (percent, level) => {
    expect(levelOf(percent)).toBe(level)
  })

  it('what matters changes one term, and stores nothing for the usual', () => {
    expect(withLevel({ distance: 120 }, 'interests', 'more')).toEqual({ distance: 120, interests: 150 })
    expect(withLevel({ distance: 150, activity: 50 }, 'activity', 'less')).toEqual({
      distance: 150,
      activity: 50,
    })
    expect(withLevel({ distance: 150 }, 'distance', 'usual')).toEqual({})
  })
})
