import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { countText, cutText, isWellFormed, keepText } from './text.js'

const england = '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'
const family = '👩\u200D👩\u200D👧'

describe('A text of people', () => {
  it.each([
    ['two Hangul fillers', '\u3164\u3164'],
    ['jamo fillers', '\u115F\u1160'],
    ['half-width fillers', '\uFFA0\uFFA0'],
    ['a zero-width space', '\u200B'],
    ['joiners', '\u200D\u200C'],
    ['the empty Braille cell', ' \u2800\u2800 '],
    ['a word joiner', '\u2060'],
    ['a soft hyphen', '\u00AD'],
    ['invisible operators', '\u2062\u2063\u2064'],
    ['tags', '\u{E0041}\u{E0042}'],
    ['variation selectors', '\uFE0F\u{E0100}'],
    ['direction marks', '\u200E\u200F\u061C\u202E\u2066'],
    ['a combining mark without a letter', '\u0301'],
    ['white space of all kinds', ' \u00A0\u1680\u2003\u3000\t\r\n\u2028\uFEFF'],
    ['a musical null note', '\u{1D159}'],
    ['an object without its object', '\uFFFC'],
    ['a noncharacter', '\uFFFF\u{1FFFE}'],
  ])('is empty when all it holds is %s', (_what, raw) => {
    expect(keepText(raw, 'line')).toBe('')
    expect(keepText(raw, 'text')).toBe('')
  })

  it.each([
    ['Loves:\ttea', 'Loves: tea', 'Loves: tea'],
    ['one\u2028two\u2029three', 'one\ntwo\nthree', 'one two three'],
    [
      'one\r\ntwo\rthree\vfour\ffive\u0085six',
      'one\ntwo\nthree\nfour\nfive\nsix',
      'one two three four five six',
    ],
    ['\uFEFFhi', 'hi', 'hi'],
    ['call \u202A+1 555\u202C', 'call +1 555', 'call +1 555'],
    ['I am \u2068\u05D3\u05D5\u05D3\u2069', 'I am \u05D3\u05D5\u05D3', 'I am \u05D3\u05D5\u05D3'],
    ['turned \u202E around', 'turned  around', 'turned around'],
    ['a\u0007b\u0093c', 'abc', 'abc'],
    [
      '\u1781\u17D2\u1789\u17BB\u17C6\u200B\u1785',
      '\u1781\u17D2\u1789\u17BB\u17C6\u1785',
      '\u1781\u17D2\u1789\u17BB\u17C6\u1785',
    ],
    ['  e\u0301 \n', '\u00E9', '\u00E9'],
    [`${england}\u{E0041}`, england, england],
    [`hidden \u{E0068}\u{E0069} words`, 'hidden  words', 'hidden words'],
  ])('keeps %j as %j, in one line as %j', (raw, text, line) => {
    expect(keepText(raw, 'text')).toBe(text)
    expect(keepText(raw, 'line')).toBe(line)
  })

  it.each([
    ['an emoji of several people', family],
    ['a red heart', '❤\uFE0F'],
    ['a flag of a region', england],
    ['Persian with its half space', '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645'],
    ['Sinhala with a joiner', '\u0DC1\u0DCA\u200D\u0DBB\u0DD3'],
    ['Hindi', 'नमस्ते'],
    ['Braille', '\u2813\u2811\u2807\u2807\u2815'],
    ['a sign', '.'],
    ['an ideograph of a rare name', '\u{20BB7}'],
    ['an ideograph with its variant', '\u845B\u{E0100}'],
    ['a letter of a private font', '\uF8FF'],
    ['old Hangul', '\u115F\u1161'],
  ])('leaves %s as it is', (_what, text) => {
    expect(keepText(text, 'text')).toBe(text)
    expect(keepText(text, 'line')).toBe(text)
  })

  it('is as long as what is kept, in code points', () => {
    expect(countText('e\u0301'.repeat(1000), 'text')).toBe(1000)
    expect(countText('a\r\n'.repeat(400), 'text')).toBe(799)
    expect(countText(' 🚀🚀 ', 'line')).toBe(2)
    expect(countText(family, 'line')).toBe(5)
    expect(countText('\u200B', 'text')).toBe(0)
  })

  it('is cut between characters', () => {
    expect(cutText('🚀🚀🚀', 'line', 2)).toBe('🚀🚀')
    expect(cutText('Anna Maria', 'line', 5)).toBe('Anna')
  })

  it('keeps half a character and a zero byte for those who refuse them', () => {
    expect(keepText('a\ud800b', 'text')).toBe('a\ud800b')
    expect(isWellFormed('a\ud800b')).toBe(false)
    expect(isWellFormed('a🚀b')).toBe(true)
    expect(keepText('\0', 'text')).toBe('\0')
  })

  it('is the same when it is kept twice, and seen whenever it is not empty', () => {
    const odd = fc.constantFrom(
      ...Array.from(
        '\u0301\u0344\u115F\u200B\u200C\u200D\u200E\u202E\u2028\u2800\u3164\uFE0F\uFEFF\u{1F3F4}\u{E0067}\u{E007F}\r\n\t\v \u0085a',
      ),
    )
    const unit = fc.oneof(odd, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }))
    const raws = fc.array(unit, { maxLength: 12 }).map((units) => units.join(''))
    fc.assert(
      fc.property(raws, fc.constantFrom('line' as const, 'text' as const), (raw, shape) => {
        const kept = keepText(raw, shape)
        expect(keepText(kept, shape)).toBe(kept)
        expect(kept).toBe(kept.normalize('NFC'))
        expect(kept === '' || /\S/u.test(kept)).toBe(true)
        expect(kept).not.toMatch(
          shape === 'line' ? /[\u202A-\u202E\u2066-\u2069\n]/u : /[\u202A-\u202E\u2066-\u2069\r]/u,
        )
      }),
      { numRuns: 2_000 },
    )
  })

  it('takes no longer for hostile runs of blanks than their length asks for', () => {
    const hostile = `a${' \u200D\u3164'.repeat(100_000)}b`
    expect(keepText(hostile, 'line').length).toBeGreaterThan(2)
    expect(keepText(hostile, 'text').length).toBeGreaterThan(2)
  })
})
