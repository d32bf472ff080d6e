import { expect, it } from 'vitest'

import type { PublicProfile } from '@kindred/client'
import { choices } from '@kindred/facts'
import { loadTranslator } from '@kindred/locales'

import { personKey } from '../../ground/texts/fact-keys.js'
import { factTexts } from '../../ground/texts/fact-texts.js'
import { factsOf } from './facts.js'

const { t, label } = await loadTranslator('en')
const told = (said: Partial<PublicProfile>) =>
  factsOf({ languages: [], ...said } as unknown as PublicProfile, undefined, t, label)

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
