import { expect, it } from 'vitest'

import { readRange } from './byte-range.js'

it.each([
  ['bytes=0-99', { first: 0, last: 99 }],
  ['bytes=0-0', { first: 0, last: 0 }],
  ['bytes=500-', { first: 500, last: 999 }],
  ['bytes=900-5000', { first: 900, last: 999 }],
  ['bytes=-100', { first: 900, last: 999 }],
  ['bytes=-5000', { first: 0, last: 999 }],
  ['BYTES=1-2', { first: 1, last: 2 }],
])('reads %s of a file of 1,000 bytes', (header, range) => {
  expect(readRange(header, 1000)).toEqual(range)
})

it.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0'])('finds %s outside', (header) => {
  expect(readRange(header, 1000)).toBe('outside')
})

it.each([
  undefined,
  '',
  'bytes=-',
  'bytes=',
  'bytes=5-4',
  'bytes=0-1,5-6',
  'items=0-1',
  'bytes=a-b',
  'bytes=1.5-2',
])('passes over %s', (header) => {
  expect(readRange(header, 1000)).toBe('whole')
})
