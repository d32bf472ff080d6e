import { expect, it } from 'vitest'

import { answerIn, choices, facts, filterFacts, flags, traitFacts, traitWordCount, wishIn } from './index.js'

it('gives every answer of a filterable fact a bit of its own', () => {
  const bits = traitFacts.flatMap(({ bits: { word, first }, answers }) =>
    answers.map((_, at) => `${word}:${first + at}`),
  )
  expect(new Set(bits).size).toBe(bits.length)
  expect(traitFacts.every(({ bits: { first }, answers }) => first + answers.length <= 32)).toBe(true)
  expect(Math.max(...traitFacts.map(({ bits }) => bits.word))).toBeLessThan(traitWordCount)
})

it('tells what is chosen from what follows', () => {
  expect([...choices, ...flags].map(({ name }) => name).sort()).toEqual(facts.map(({ name }) => name).sort())
  expect(flags.map(({ filter }) => filter?.name)).toEqual(['has_photo', 'verified'])
})

it('leaves what everybody asks for out of the filters', () => {
  const filters = new Set(filterFacts.map(({ name }) => name))
  expect(traitFacts.map(({ name }) => name).filter((name) => !filters.has(name))).toEqual(['gender'])
})

it('reads the answers of a profile', () => {
  const profile = { gender: 'WOMAN', smoking: 'NEVER', drinking: undefined, photos: [{}], verified: false }
  const answers = facts.map((fact) => [fact.name, answerIn(fact, profile)])
  expect(Object.fromEntries(answers)).toMatchObject({
    gender: 'WOMAN',
    smoking: 'NEVER',
    drinking: 'UNSPECIFIED',
    goal: 'UNSPECIFIED',
    photos: 'YES',
    verified: 'NO',
  })
})

it('reads which answers filters accept, and nothing where they ask for nothing', () => {
  const wishes = { wantedGenders: ['MAN'], goals: ['CHAT'], hasPhoto: true, verified: false }
  const asked = facts.map((fact) => [fact.name, wishIn(fact, wishes)])
  expect(Object.fromEntries(asked)).toMatchObject({
    gender: ['MAN'],
    goal: ['CHAT'],
    smoking: [],
    photos: ['YES'],
    verified: [],
  })
})
