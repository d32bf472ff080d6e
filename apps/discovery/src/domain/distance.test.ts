import { expect, it } from 'vitest'

import { bucketOf } from './distance.js'

it.each([
  [0, 0, 5],
  [4.99, 0, 5],
  [5, 5, 10],
  [60, 50, 100],
  [999, 500, 1000],
  [1000, 1000, 0],
])('a distance of %d km is shown as %d to %d', (km, fromKm, toKm) => {
  expect(bucketOf(km)).toEqual({ fromKm, toKm })
})
