import { expect, it } from 'vitest'

import { after, before } from './steps.js'
import { readTalk, type Talk } from './talk.js'

const talk: Talk = {
  aim: 'join',
  todo: ['gender', 'wanted'],
  past: ['name', 'birth-date'],
  draft: { name: 'Anna' },
  heard: 3,
  begun: 0,
}

it('an answer leads to the next question, and the last answer to the end', () => {
  const next = after(talk, { type: 'answered', draft: { gender: 'WOMAN' } }, 5)
  expect(next).toMatchObject({ todo: ['wanted'], past: ['name', 'birth-date', 'gender'], heard: 5 })
  expect(after({ ...talk, todo: ['wanted'] }, { type: 'answered' }, 6)).toBeUndefined()
})

it('an answer that is refused for an earlier one asks that one again, and not the open one', () => {
  const next = after(talk, { type: 'back', to: 'name', words: 'No.' }, 5)
  expect(next).toMatchObject({ todo: ['name', 'wanted'], past: ['birth-date', 'gender'] })
})

it('a step back asks the last answered question again, as far as there is one', () => {
  expect(before(talk)).toMatchObject({ todo: ['birth-date', 'gender', 'wanted'], past: ['name'] })
  expect(before({ ...talk, past: [] })).toBeUndefined()
})

it('a talk is read as it was kept, and one of another bot is no talk', () => {
  expect(readTalk(JSON.parse(JSON.stringify(talk)))).toEqual(talk)
  for (const odd of [
    null,
    'x',
    {},
    { ...talk, todo: [] },
    { ...talk, todo: ['shoe-size'] },
    { ...talk, aim: 'x' },
  ])
    expect(readTalk(odd)).toBeUndefined()
})
