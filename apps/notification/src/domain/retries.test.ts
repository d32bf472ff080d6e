import { expect, it } from 'vitest'

import { waitAfter } from './retries.js'

it('what fails again and again is tried ever more rarely, and never more rarely than four times an hour', () => {
  expect([1, 10, 11, 12, 13].map(waitAfter)).toEqual([0, 0, 10_000, 20_000, 40_000])
  expect([18, 1_000, 10_000].map(waitAfter)).toEqual([900_000, 900_000, 900_000])
})
