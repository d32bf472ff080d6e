import { expect, it } from 'vitest'

import { noneMatchHolds, rangeHolds } from './etag.js'

it.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['*', true],
  ['"b"', false],
  ['a', false],
  [undefined, false],
])('compares If-None-Match %s with the tag "a": %s', (header, holds) => {
  expect(noneMatchHolds(header, '"a"')).toBe(holds)
})

it.each([
  [undefined, true],
  ['"a"', true],
  ['W/"a"', false],
  ['Wed, 21 Oct 2026 07:28:00 GMT', false],
])('compares If-Range %s with the tag "a": %s', (header, holds) => {
  expect(rangeHolds(header, '"a"')).toBe(holds)
})
