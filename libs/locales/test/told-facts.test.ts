import { expect, it } from 'vitest'

import { choices } from '@kindred/facts'

import { loadTranslator } from '../src/index.js'
import { factsOf, factTexts, personKey } from '../src/people.js'

const translator = await loadTranslator('en')
for (const part of ['meet'] as const) await translator.add(part)
const { t, label } = translator
const told = (said: object) => factsOf({ languages: [], ...said }, (code) => code, translator)

it('tells nothing of somebody who has told nothing', () => {
  expect(told({})).toEqual([])
})

it('tells each choice of a person under its own name', () => {
  for (const { name, type, values } of choices) {
    if (name === 'gender') continue
    const answer = values[0]!
    expect(told({ [name]: answer })).toEqual([{ name: t(personKey(name)), value: label(type, answer) }])
  }
})

it('tells each text of a person that has no place of its own, and no other', () => {
  for (const { name } of factTexts)
    expect(told({ [name]: 'Words.' })).toEqual([{ name: t(personKey(name)), value: 'Words.' }])
  expect(told({ bio: 'Words.', city: 'Riga' })).toEqual([])
})
