import { expect, it } from 'vitest'

import { slopeOf } from './slope.js'

const every = (count: number, megabytes: (minute: number) => number) =>
  Array.from({ length: count }, (_, minute) => ({ minute, megabytes: megabytes(minute) }))

it('a process that takes a megabyte more every minute has a slope of ten, one that stays as it is none', () => {
  expect(slopeOf(every(50, (minute) => 80 + minute))).toBeCloseTo(10)
  expect(slopeOf(every(50, () => 80))).toBe(0)
})

it('a heap that goes up and down again has hardly a slope', () => {
  expect(Math.abs(slopeOf(every(50, (minute) => 80 + 10 * (minute % 5))))).toBeLessThan(1)
})

it('there is no slope of a single moment', () => {
  expect(slopeOf(every(1, () => 80))).toBeNaN()
})
