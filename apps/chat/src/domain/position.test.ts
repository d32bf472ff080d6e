import { describe, expect, it } from 'vitest'

import { startAfter } from './position.js'

const log = { position: 20, prunedPosition: 10 }

describe('a cursor', () => {
  it.each(['10', '15', '20'])('goes on where everything after it is kept: %s', (cursor) => {
    expect(startAfter(log, cursor)).toEqual({ kind: 'after', position: Number(cursor) })
  })

  it('starts at the beginning of a log that lost nothing', () => {
    expect(startAfter({ position: 3, prunedPosition: 0 }, '0')).toEqual({ kind: 'after', position: 0 })
  })

  it.each([
    ['older than what is kept', '9'],
    ['from the future', '21'],
    ['no number', 'x'],
    ['negative', '-1'],
    ['written otherwise', '015'],
    ['with a fraction', '15.5'],
    ['too long', '1000000000000000000'],
    ['empty', ''],
  ])('needs a resync when it is %s', (_, cursor) => {
    expect(startAfter(log, cursor)).toEqual({ kind: 'resync' })
  })
})
