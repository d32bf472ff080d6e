import { expect, it } from 'vitest'

import { distanceSteps } from '@kindred/kernel/distance'

import { lengthNumber, milesOf, thinksInMiles } from '../src/people.js'

it('the region of a language tells who thinks in miles', () => {
  expect(['en-US', 'en-GB', 'my-MM', 'es-US', 'zh-Hant-US'].map(thinksInMiles)).toEqual([
    true,
    true,
    true,
    true,
    true,
  ])
  expect(['en', 'en-IE', 'ru-RU', 'de', '', 'us'].map(thinksInMiles)).toEqual(Array(6).fill(false))
})

it('each step of a distance has a round number of miles of its own', () => {
  expect(distanceSteps.map(milesOf)).toEqual([3, 6, 15, 30, 60, 160, 310, 620])
  expect(new Set(distanceSteps.map(milesOf)).size).toBe(distanceSteps.length)
})

it('a distance in kilometres stays as it is', () => {
  expect(lengthNumber(25, 'ru-RU')).toBe(25)
  expect(lengthNumber(25, 'en-US')).toBe(15)
})
