import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  answerAt,
  bitOf,
  bitsOf,
  checked,
  countSets,
  fillWords,
  maskOf,
  type TraitGroup,
} from './trait-layout.js'

const group = (code: string, word: number, firstBit: number, count: number): TraitGroup => ({
  code,
  word,
  firstBit,
  answers: Array.from({ length: count }, (_, at) => `${code}_${at}`),
})

describe('a layout of traits', () => {
  it('is refused when an answer would share the bit of another one', () => {
    expect(() => checked([group('one', 0, 0, 3), group('two', 0, 2, 3)])).toThrow('two has no bit of its own')
    expect(() =>
      checked([group('one', 0, 0, 3), group('two', 0, 3, 3), group('three', 1, 0, 3)]),
    ).not.toThrow()
  })

  it('is refused when a group goes beyond its word, where the next bit would be the first one again', () => {
    expect(() => checked([group('one', 0, 0, 32)])).not.toThrow()
    expect(() => checked([group('one', 0, 0, 31), group('two', 0, 31, 2)])).toThrow(
      'two has no bit of its own',
    )
  })

  it('gives back each answer that it was given, in whichever word, the last bit included', () => {
    const layout = [group('one', 0, 0, 32), group('two', 1, 4, 28), group('three', 2, 31, 1)]
    const at = (most: number) => fc.integer({ min: 0, max: most })
    fc.assert(
      fc.property(fc.tuple(at(31), at(27), at(0)), (chosen) => {
        const answers = layout.map(({ answers }, index) => answers[chosen[index]!]!)
        const words = fillWords(layout, (each) => bitOf(each, answers[layout.indexOf(each)]!))
        expect(layout.map((each) => answerAt(each, words))).toEqual(answers)
      }),
    )
  })

  it('leaves out what it does not know, and counts every set of one answer a group', () => {
    const one = group('one', 0, 3, 4)
    expect([bitOf(one, 'two_0'), bitsOf(one, ['one_0', 'two_0']), maskOf(one)]).toEqual([0, 8, 0b1111000])
    expect(countSets([one, group('two', 0, 7, 5)])).toBe(20)
    expect(answerAt(one, [0])).toBeUndefined()
  })
})
