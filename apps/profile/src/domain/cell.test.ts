import fc from 'fast-check'
import { getResolution, isValidCell } from 'h3-js'
import { describe, expect, it } from 'vitest'

import { cellOf } from './cell.js'

const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true })

describe('cellOf', () => {
  it('gives a cell of resolution 6 for every position on Earth', () => {
    fc.assert(
      fc.property(degrees(90), degrees(180), (latitude, longitude) => {
        const cell = cellOf({ latitude, longitude })
        expect(isValidCell(cell)).toBe(true)
        expect(getResolution(cell)).toBe(6)
      }),
    )
  })

  it('refuses what is no number', () => {
    expect(() => cellOf({ latitude: NaN, longitude: 0 })).toThrow('POSITION_INVALID')
    expect(() => cellOf({ latitude: 1 })).toThrow('POSITION_INVALID')
    expect(() => cellOf({ latitude: 0, longitude: Infinity })).toThrow('POSITION_INVALID')
  })
})
