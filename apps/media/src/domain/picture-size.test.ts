import { expect, it } from 'vitest'

import { checkSize } from './picture-size.js'

const mega = 1_000_000

it.each([
  [200, 200],
  [200, 1280],
  [4000, 3000],
  [8000, 5000],
])('takes %d × %d', (width, height) => {
  expect(() => checkSize({ width, height }, 40 * mega)).not.toThrow()
})

it.each([
  [8000, 5001, 'MEDIA_TOO_MANY_PIXELS'],
  [100_000, 100_000, 'MEDIA_TOO_MANY_PIXELS'],
  [199, 600, 'MEDIA_TOO_SMALL'],
  [600, 199, 'MEDIA_TOO_SMALL'],
  [200, 1300, 'MEDIA_TOO_SMALL'],
])('refuses %d × %d with %s %s', (width, height, code) => {
  expect(() => checkSize({ width, height }, 40 * mega)).toThrow(code)
})
