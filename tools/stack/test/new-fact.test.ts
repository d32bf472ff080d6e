import { expect, it } from 'vitest'

import { madeUpFact, madeUpText } from './made-up.js'

// That nothing else asks for more: new-fact.nightly.ts.
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
