import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { piecesOf } from './pieces.js'

describe('a long text', () => {
  it('a long text is cut without losing anything, and no piece is too long', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 3_000 })
    fc.assert(
      fc.property(text, fc.integer({ min: 500, max: 900 }), (whole, most) => {
        const pieces = piecesOf(whole, most)
        expect(pieces.join('')).toBe(whole)
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(most)
      }),
    )
  })

  it('a long text is cut after a blank, and an emoji is never cut in two', () => {
    expect(piecesOf(`${'a'.repeat(490)} ${'b'.repeat(50)}`, 500)).toEqual([
      `${'a'.repeat(490)} `,
      'b'.repeat(50),
    ])
    const family = '👨‍👩‍👧‍👦'
    for (const piece of piecesOf(family.repeat(100), 500)) expect(piece.length % family.length).toBe(0)
  })
})
