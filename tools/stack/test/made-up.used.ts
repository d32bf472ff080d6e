// Runs as a test in a copy of the checkout that has the made-up fact and text; here it only stands for the type check.
import { afterAll, beforeAll, expect, it } from 'vitest'

import {
  type ChoiceName,
  choices,
  type ChoiceType,
  filterFacts,
  type OwnTextName,
  ownTexts,
} from '@kindred/facts'
import { loadTranslator } from '@kindred/locales'

import type { Stack } from '../src/index.js'
import { type Person, settle } from './people.js'
import { createTestStack } from './test-stack.js'

const fact = { name: 'home_pets' as ChoiceName, type: 'home-pets' as ChoiceType }
const text = 'occupation' as OwnTextName
const riga = { latitude: 56.95, longitude: 24.11 }
const woman = { gender: 'WOMAN', wants: 'WOMAN', ...riga } as const

let stack: Stack
let alice: Person
let bob: Person
let carol: Person
beforeAll(async () => {
  stack = await createTestStack({ logLevel: 'error' })
  const [first, second, third] = ['Alice', 'Barbara', 'Carol'].map((name) =>
    settle(stack, { ...woman, name }),
  )
  ;[alice, bob, carol] = await Promise.all([first!, second!, third!])
})
afterAll(() => stack.stop())

const state = ({ client }: Person, answer: string | null) =>
  client.profile.updateMyProfile({ [fact.name]: answer })

/** Whom Alice finds when she asks for an answer, or for none. */
async function found(...answers: string[]): Promise<string[]> {
  const filters = { [fact.name]: answers }
  const { candidates } = await alice.client.discovery.listCandidates({ filters, page_size: 50 })
  return candidates.map(({ user_id }) => user_id).sort()
}

it('is said, cleared and shown to others', async () => {
  const before = await bob.client.profile.getMyProfile()
  expect(before).not.toHaveProperty(fact.name)
  const said = await state(bob, 'SOME')
  expect(said).toHaveProperty(fact.name, 'SOME')
  expect(said.completeness).toBeGreaterThan(before.completeness)
  await state(carol, 'NEVER_EVER')
  await expect.poll(() => found()).toEqual([bob.userId, carol.userId].sort())
  expect(await alice.client.profile.getProfile({ user_id: bob.userId })).toHaveProperty(fact.name, 'SOME')
  await expect(state(bob, 'THREE')).rejects.toThrow()
})

it('narrows the deck to who says so', async () => {
  await expect.poll(() => found('SOME')).toEqual([bob.userId])
  await expect.poll(() => found('NEVER_EVER')).toEqual([carol.userId])
  expect(await found('SOME', 'NEVER_EVER')).toEqual([bob.userId, carol.userId].sort())
})

it('works both ways: whom a stored filter leaves out does not see its owner', async () => {
  const wishes = { wanted_genders: ['WOMAN'], min_age: 18, max_age: 100 } as const
  const filters = { [fact.name]: ['SOME'] }
  const stored = await carol.client.profile.setMyPreferences({
    ...wishes,
    wanted_genders: ['WOMAN'],
    filters,
  })
  expect(stored.filters).toHaveProperty(fact.name, ['SOME'])
  await expect.poll(() => found()).toEqual([bob.userId])
  await state(alice, 'SOME')
  await expect.poll(() => found()).toEqual([bob.userId, carol.userId].sort())
})

it('is one of the filters that the pool tells of', async () => {
  const { filters } = await alice.client.discovery.getPool({ filters: { [fact.name]: ['SOME'] } })
  expect(filters.map(({ code }) => code)).toContain(fact.name)
})

it('is listed by the table that the Mini App iterates, with words in both languages', async () => {
  expect(choices.map(({ name }) => name)).toContain(fact.name)
  expect(filterFacts.map(({ filter }) => filter.name)).toContain(fact.name)
  for (const language of ['en', 'ru'] as const) {
    const { label } = await loadTranslator(language)
    expect(label(fact.type, 'NEVER_EVER')).not.toBe('NEVER_EVER')
  }
})

it('a text is kept, refused when it is too long, shown to others, changed alone and cleared', async () => {
  const write = (words: string | null) => bob.client.profile.updateMyProfile({ [text]: words })
  expect(ownTexts.map(({ name }) => name)).toContain(text)
  expect(await write(' Baker\nand poet ')).toHaveProperty(text, 'Baker and poet')
  await expect(write('x'.repeat(61))).rejects.toMatchObject({ status: 400 })
  const seen = await alice.client.profile.getProfile({ user_id: bob.userId })
  expect(seen).toHaveProperty(text, 'Baker and poet')
  expect(await bob.client.profile.updateMyProfile({ bio: 'Hello.' })).toHaveProperty(text, 'Baker and poet')
  expect(await write(null)).not.toHaveProperty(text)
})
