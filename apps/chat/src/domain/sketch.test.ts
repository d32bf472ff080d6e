import { expect, it } from 'vitest'

import { marks } from '@kindred/kernel/marks'

import { likeness, sketchOf } from './sketch.js'

const { minLikeness } = marks.repeatedFirstMessage
const alike = (one: string, other: string): number => likeness(sketchOf(one)!, sketchOf(other)!)
const offer = 'Hello dear, I make 500 dollars a day from home and can show you how, just ask me'

it.each([
  ['itself', offer],
  [
    'other capitals, signs and gaps',
    'HELLO dear... I make 500 dollars a day from home -- and can show you how!! just ask me :)',
  ],
  ['look-alike letters', offer.replaceAll('a', 'а').replaceAll('o', '0').replaceAll('e', 'е')],
  ['a name at the start', offer.replace('dear', 'Anna')],
  ['one word more', `${offer} please`],
  ['invisible signs between the letters', Array.from(offer).join('\u200B')],
  ['letters that are drawn out', offer.replace('dear', 'deeeeear')],
])('takes a text for the same with %s', (_what, other) => {
  expect(alike(offer, other)).toBeGreaterThanOrEqual(minLikeness)
})

it.each([
  ['I make bread from scratch at home, ask me how to show the dough who is the boss'],
  ['Hello! I saw that you like hiking. Which trail would you show to somebody new in town?'],
  ['Привет! Какая книга была последней, от которой не могла оторваться?'],
])('takes "%s" for another text', (other) => {
  expect(alike(offer, other)).toBeLessThan(minLikeness)
})

it('makes no sketch of greetings that everybody writes', () => {
  for (const text of ['Hi!', 'Hey there :)', 'Привет, как дела?', 'How are you?', '👋👋👋', '?'.repeat(50)])
    expect(sketchOf(text)).toBeUndefined()
})

it('makes a sketch of the longest message', () => {
  expect(sketchOf('ab '.repeat(1_333))).toHaveLength(64)
})
