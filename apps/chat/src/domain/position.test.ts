import { describe, expect, it } from 'vitest'

import { isKept, positionOf } from './position.js'

const log = { position: 20, prunedPosition: 10 }

describe('a position', () => {
  it.each([10, 15, 20])('counts position %s as kept when every event after it is', (position) => {
    expect(isKept(log, position)).toBe(true)
  })

  it('counts the beginning of a log as kept while nothing of it was deleted', () => {
    expect(isKept({ position: 0, prunedPosition: 0 }, 0)).toBe(true)
  })

  it.each([
    ['older than what is kept', 9],
    ['from the future', 21],
  ])('is not kept when it is %s', (_, position) => {
    expect(isKept(log, position)).toBe(false)
  })
})

describe('a cursor', () => {
  it('reads a cursor as a decimal position', () => {
    expect(['0', '7', '100'].map(positionOf)).toEqual([0, 7, 100])
  })

  it.each(['x', '-1', '015', '15.5', '1e3', '1000000000000000000', ' 1', ''])(
    'never was one: "%s"',
    (cursor) => {
      expect(positionOf(cursor)).toBeUndefined()
    },
  )
})
