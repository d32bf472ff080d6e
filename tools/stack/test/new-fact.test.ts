import { afterAll, beforeAll, expect, it } from 'vitest'

import { copyCheckout } from '@kindred/testkit/copied-checkout'

import { addMadeUp, madeUpFact, madeUpText } from './made-up.js'

const copy = copyCheckout()

beforeAll(async () => {
  addMadeUp(copy.folder, madeUpFact)
  addMadeUp(copy.folder, madeUpText)
  await copy.run('node', ['tools/gen/bin/gen.mjs'])
}, 600_000)
afterAll(() => copy.remove())

it('a new fact takes the contract, a text file in each language and at most three more hand-written files', () => {
  const editedFiles = Object.keys(madeUpFact)
  const texts = editedFiles.filter((file) => file.endsWith('.ftl'))
  const contract = editedFiles.filter((file) => file.startsWith('proto/'))
  expect(texts).toHaveLength(2)
  expect(editedFiles.length - texts.length - contract.length).toBeLessThanOrEqual(3)
  expect(editedFiles.length).toBeLessThanOrEqual(6)
})

it('a new text of the profile takes one file of the contract and a text file in each language', () => {
  expect(Object.keys(madeUpText)).toHaveLength(3)
})

// All types, and the tests of what is made of facts and texts: new-fact.nightly.ts.
it('neither a new fact nor a new text asks for more in what is made of them: it passes the type check', async () => {
  const rooms = ['libs/facts', 'apps/profile', 'apps/discovery', 'apps/web']
  await copy.run('npx', ['oxlint', '--type-aware', '--type-check', ...rooms])
}, 600_000)
