import fc from 'fast-check'
import { cellToLatLng, cellToParent, greatCircleDistance, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'

import {
  cellKey,
  cellOf,
  chord2,
  chord2Of,
  farthestKm,
  kilometreMarks,
  kilometresOf,
  placeOf,
  pointOf,
} from './place.js'

const cells = fc
  .tuple(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }))
  .map(([latitude, longitude]) => latLngToCell(latitude, longitude, 6))

describe('a cell', () => {
  it('the key of a cell, shifted right, is the key of its parent', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        const key = cellKey(cell)
        expect(cellOf(key, 6)).toBe(cell)
        expect(cellOf(key >> 3, 5)).toBe(cellToParent(cell, 5))
        expect(cellOf(key >> 6, 4)).toBe(cellToParent(cell, 4))
      }),
    )
  })

  it('only a cell at resolution 6 is a place', () => {
    const cell = latLngToCell(56.95, 24.11, 6)
    expect(placeOf(cell)?.cell).toBe(cellKey(cell))
    expect([placeOf(''), placeOf('nonsense'), placeOf(cellToParent(cell, 5))]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('a distance', () => {
  it('a distance is the great circle’s, in whole kilometres', () => {
    fc.assert(
      fc.property(cells, cells, (one, other) => {
        const km =
          greatCircleDistance(cellToLatLng(one), cellToLatLng(other), 'km') * (6371.0088 / 6371.007180918475)
        const ours = kilometresOf(chord2(pointOf(one), pointOf(other)))
        const expected = Math.min(Math.floor(km), farthestKm)
        // Single precision moves a centre by half a metre at most.
        if (Math.abs(km - Math.round(km)) > 0.002) expect(ours).toBe(expected)
      }),
    )
  })

  it('whole kilometres are the marks that are not above the distance', () => {
    for (const km of [1, 5, 50, 999, 1000]) {
      expect(kilometresOf(chord2Of(km))).toBe(km)
      expect(kilometresOf(chord2Of(km) * (1 - 1e-12))).toBe(km - 1)
    }
    expect([kilometresOf(0), kilometresOf(4)]).toEqual([0, farthestKm])
    expect([...kilometreMarks]).toEqual([...kilometreMarks].sort((a, b) => a - b))
  })
})
