import { expect, it } from 'vitest'

import { advanceMark } from './read-mark.js'

it.each([
  { mark: 2, upToSeq: 5, lastSeq: 9, then: 5 },
  { mark: 5, upToSeq: 2, lastSeq: 9, then: 5 },
  { mark: 5, upToSeq: 99, lastSeq: 9, then: 9 },
  { mark: 0, upToSeq: 1, lastSeq: 0, then: 0 },
])(
  'a mark at $mark asked to go to $upToSeq of $lastSeq stands at $then',
  ({ mark, upToSeq, lastSeq, then }) => {
    expect(advanceMark(mark, upToSeq, lastSeq)).toBe(then)
  },
)
