import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { readName, readText } from './text.js'

describe('readName', () => {
  it.each([
    ['  Alice ', 'Alice'],
    ['Anna  Maria', 'Anna Maria'],
    ['Zoe\u0301', 'Zo\u00e9'],
    ['Ян', 'Ян'],
    ['O', 'O'],
    ['伟', '伟'],
    ['e\u0301'.repeat(50), '\u00e9'.repeat(50)],
    ['Al\nice', 'Al ice'],
    ['\u202EAlice\u200B\u200F', 'Alice'],
    ['نوش\u200cآفرین', 'نوش\u200cآفرین'],
    ['ශ්\u200dරී', 'ශ්\u200dරී'],
    ['李明', '李明'],
    ['Max 🚀', 'Max 🚀'],
    ["O'Neil-Smith", "O'Neil-Smith"],
    ['\u{1F600}'.repeat(49) + 'x', '\u{1F600}'.repeat(49) + 'x'],
  ])('keeps %j as %j', (raw, name) => {
    expect(readName(raw)).toBe(name)
  })

  it.each([
    '',
    ' ',
    '🚀🚀',
    '❤️ ❤️',
    '  \u00a0 ',
    '12',
    '...',
    'Al\u0000ice',
    '\u3164\u3164',
    '\u115F\u1160',
    '\uFFA0',
    '\u200B',
    `A${'\u0327\u0301'.repeat(4)}`,
    'x'.repeat(51),
  ])('refuses %j', (raw) => {
    expect(() => readName(raw)).toThrow('NAME_INVALID')
  })

  it('reads what it kept as the same name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (raw) => {
        const name = attempt(() => readName(raw))
        fc.pre(name !== undefined)
        expect(readName(name)).toBe(name)
        expect(name).toBe(name.normalize('NFC'))
      }),
    )
  })
})

const bio = { shape: 'text', most: 1000 } as const
const city = { shape: 'line', most: 100 } as const

describe('readText', () => {
  it('keeps line breaks as \\n and trims the ends', () => {
    expect(readText('/bio', ' one\r\ntwo\rthree\n ', bio)).toBe('one\ntwo\nthree')
  })

  it('is null when nothing is left', () => {
    expect(readText('/bio', ' \n ', bio)).toBeNull()
    expect(readText('/bio', undefined, bio)).toBeNull()
  })

  it('counts characters, not UTF-16 units', () => {
    expect(readText('/bio', '🚀'.repeat(1000), bio)).toHaveLength(2000)
    expect(() => readText('/bio', '🚀'.repeat(1001), bio)).toThrow('TEXT_INVALID')
  })

  it('takes pasted text without what nobody sees', () => {
    expect(readText('/bio', '\uFEFFa\u0007\tb\u2028c\u202Ed\u200B', bio)).toBe('a b\ncd')
    expect(readText('/bio', '\u200D\u200D', bio)).toBeNull()
  })

  it.each(['a\u0000b', 'x'.repeat(1001)])('refuses %j and names the field', (raw) => {
    expect(() => readText('/bio', raw, bio)).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ pointer: '/bio' })] }),
    )
  })
})

describe('readText of a line', () => {
  it('is one line', () => {
    expect(readText('/city', ' Riga ', city)).toBe('Riga')
    expect(readText('/city', 'Riga\nLatvia', city)).toBe('Riga Latvia')
    expect(() => readText('/city', 'x'.repeat(101), city)).toThrow('TEXT_INVALID')
  })
})

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
