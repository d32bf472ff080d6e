import { describe, expect, it } from 'vitest'

import { createPaces, isHasty, type Pace } from './pace.js'

const minute = new Date('2026-05-10T12:00:00Z')
const at = (ms: number): Date => new Date(minute.getTime() + ms)
const pace = (swipes: number, likes: number, ms: number): Pace => ({
  slot: 1,
  minute: 1,
  swipes,
  likes,
  firstAt: minute,
  lastAt: at(ms),
})

describe('the pace of swipes', () => {
  it.each([
    ['nearly all likes, faster than one a second', pace(40, 39, 38_000), true],
    ['slower than one a second', pace(40, 40, 39_500), false],
    ['one pass in twenty', pace(40, 38, 20_000), false],
    ['too few to tell', pace(29, 29, 5_000), false],
    ['no swipe at all', pace(0, 0, 0), false],
  ])('a pace is judged right with %s', (_what, one, hasty) => {
    expect(isHasty(one)).toBe(hasty)
  })

  it('swipes are counted by person and minute, and taken out once the minute is over', () => {
    const paces = createPaces()
    for (let second = 0; second < 40; second++)
      paces.swiped(7, second === 0 ? 'PASS' : 'LIKE', at(second * 1_000))
    for (let swipe = 0; swipe < 3; swipe++) paces.swiped(8, 'LIKE', at(swipe))
    expect(paces.take(at(59_999))).toEqual([])
    expect(paces.take(at(60_000))).toEqual([
      {
        slot: 7,
        minute: minute.getTime() / 60_000,
        swipes: 40,
        likes: 39,
        firstAt: at(0),
        lastAt: at(39_000),
      },
    ])
    expect(paces.take(at(60_000))).toEqual([])
  })

  it('the minute before is kept when somebody swipes on', () => {
    const paces = createPaces()
    for (let second = 50; second < 70; second++) paces.swiped(7, 'SUPERLIKE', at(second * 1_000))
    expect(paces.take(at(70_000)).map(({ swipes, likes }) => [swipes, likes])).toEqual([[10, 10]])
    expect(paces.take(at(120_000)).map(({ swipes }) => swipes)).toEqual([10])
  })
})
