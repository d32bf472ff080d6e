import { expect, it } from 'vitest'

import { weightOfReporter } from './weight.js'

it('counts the word of somebody new in full, and that of somebody who is as often right as wrong', () => {
  expect(weightOfReporter({ upheld: 0, dismissed: 0 })).toBe(100)
  expect(weightOfReporter({ upheld: 0, dismissed: 2 })).toBe(100)
  expect(weightOfReporter({ upheld: 5, dismissed: 5 })).toBe(100)
})

it('counts the word of whoever was mostly wrong less, and never as nothing', () => {
  expect(weightOfReporter({ upheld: 1, dismissed: 3 })).toBe(50)
  expect(weightOfReporter({ upheld: 1, dismissed: 9 })).toBe(20)
  expect(weightOfReporter({ upheld: 0, dismissed: 50 })).toBe(10)
})
