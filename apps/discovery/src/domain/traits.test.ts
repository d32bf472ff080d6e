import { expect, it } from 'vitest'

import { layOut } from './traits.js'

const answers = (count: number): string[] => Array.from({ length: count }, (_, at) => `ANSWER_${at}`)

it('gives each group of answers bits of its own', () => {
  expect([...layOut({ one: answers(3), two: answers(4), three: answers(25) })]).toEqual([
    ['one', 0],
    ['two', 3],
    ['three', 7],
  ])
})

it('refuses to start with an answer for which no bit is left, which would share the first one', () => {
  expect(() => layOut({ one: answers(31), two: answers(2) })).toThrow('33 answers do not fit into 32 bits')
})

it('refuses to start with more sets of answers than a row in memory can number', () => {
  const groups = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`group_${at}`, answers(4)]))
  expect(layOut(groups(7)).size).toBe(7)
  expect(() => layOut(groups(8))).toThrow(
    '65536 sets of answers are more than the 65535 that a row can number',
  )
})
