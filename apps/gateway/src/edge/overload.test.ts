import { expect, it } from 'vitest'

import { createLoadGauge } from './overload.js'

const stateAfter = (...delays: number[]): boolean => {
  const gauge = createLoadGauge(1_000)
  for (const delay of delays) gauge.take(delay)
  return gauge.isOverloaded
}

it('turns nobody away for a window in which nothing was measured', () => {
  expect(stateAfter(NaN, NaN, NaN, NaN, NaN)).toBe(false)
  expect(stateAfter(2_000, NaN, 2_000, NaN)).toBe(false)
})

it('turns nobody away for one long pause, however long', () => {
  expect(stateAfter(60_000)).toBe(false)
  expect(stateAfter(5_000, 5_000, 5_000, 20)).toBe(false)
})

it('turns requests away when delays stay above the limit, until the first that is not', () => {
  expect(stateAfter(1_500, 1_500, 1_500, 1_500)).toBe(true)
  expect(stateAfter(1_500, 1_500, 1_500, 1_500, NaN)).toBe(true)
  expect(stateAfter(1_500, 1_500, 1_500, 1_500, 900)).toBe(false)
})
