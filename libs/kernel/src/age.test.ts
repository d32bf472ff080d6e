import { expect, it } from 'vitest'

import { ageOn } from './age.js'

it.each([
  ['2000-02-29', '2018-02-28', 17],
  ['2000-02-29', '2018-03-01', 18],
  ['1990-11-22', '2020-11-21', 29],
  ['1990-11-22', '2020-11-22', 30],
])('a person born %s is on %s %d years old', (born, today, age) => {
  expect(ageOn(born, new Date(`${today}T12:00:00Z`))).toBe(age)
})
