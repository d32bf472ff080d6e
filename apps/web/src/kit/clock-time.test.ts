import { expect, it } from 'vitest'

import { clockTime, dayAndTime } from './clock-time.js'

const early = new Date(2026, 10, 29, 4, 52)

it('a time of day is written alike alone and after its day, with two digits where the clock has 24 hours', () => {
  expect(clockTime(early, 'ru')).toBe('04:52')
  expect(dayAndTime(early, 'ru')).toMatch(/^29 нояб\., 04:52$/)
  expect(clockTime(early, 'en-US')).toMatch(/^4:52\sAM$/)
  expect(dayAndTime(early, 'en-US')).toMatch(/^Nov 29, 4:52\sAM$/)
})
