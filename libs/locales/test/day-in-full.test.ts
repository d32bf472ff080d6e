import { expect, it } from 'vitest'

import { dayInFull } from '../src/index.js'

it('a day in full stands at the end of a sentence without doubling its full stop', () => {
  const day = Date.UTC(2026, 10, 29)
  expect(dayInFull(day, 'en', 'UTC')).toBe('November 29, 2026')
  expect(dayInFull(day, 'ru', 'UTC')).toBe('29 ноября 2026 года')
})

it('a day in full is that of the time zone', () => {
  const night = Date.UTC(2026, 10, 29, 23, 30)
  expect(dayInFull(night, 'en', 'Asia/Tokyo')).toBe('November 30, 2026')
})
