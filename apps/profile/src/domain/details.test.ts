import { describe, expect, it } from 'vitest'

import { choices, ownTexts } from '@kindred/facts'

import { type DetailsDraft, readChangedDetails, readNewDetails } from './details.js'

const now = new Date('2026-11-22T12:00:00Z')
const empty: DetailsDraft = { interests: [], languages: [] }
const nothingStated = Object.fromEntries([...choices, ...ownTexts].map(({ name }) => [name, null]))
const alice: DetailsDraft = { ...empty, name: 'Alice', birthDate: '1996-04-12', gender: 'WOMAN' }
const pointers = (...expected: string[]) =>
  expect.objectContaining({ fields: expected.map((pointer) => expect.objectContaining({ pointer })) })

describe('readNewDetails', () => {
  it('keeps what was said and null for what was not', () => {
    expect(readNewDetails({ ...alice, interests: ['tea'], goal: 'CHAT', heightCm: 171 }, now)).toEqual({
      ...nothingStated,
      name: 'Alice',
      birth_date: '1996-04-12',
      gender: 'WOMAN',
      interests: ['tea'],
      goal: 'CHAT',
      height_cm: 171,
      languages: [],
    })
  })

  it('names all required fields that are missing together', () => {
    const missing = { ...empty, name: '', gender: 'UNSPECIFIED' }
    expect(() => readNewDetails(missing, now)).toThrow('FIELD_REQUIRED')
    expect(() => readNewDetails(missing, now)).toThrow(pointers('/name', '/birth_date', '/gender'))
  })

  it('names each unknown interest and language by its place', () => {
    const interests = () => readNewDetails({ ...alice, interests: ['tea', 'x', 'jazz', 'y'] }, now)
    expect(interests).toThrow('INTEREST_UNKNOWN')
    expect(interests).toThrow(pointers('/interests/1', '/interests/3'))
    expect(() => readNewDetails({ ...alice, languages: ['en', 'xx'] }, now)).toThrow(pointers('/languages/1'))
  })

  it('refuses a choice that the contract does not know', () => {
    expect(() => readNewDetails({ ...alice, goal: 'UNRECOGNIZED' }, now)).toThrow('CHOICE_UNKNOWN')
    expect(() => readNewDetails({ ...alice, gender: 'UNRECOGNIZED' }, now)).toThrow('CHOICE_UNKNOWN')
  })
})

describe('readChangedDetails', () => {
  it('changes the named fields only', () => {
    expect(readChangedDetails({ ...alice, bio: 'Hello' }, ['bio'], now)).toEqual({ bio: 'Hello' })
  })

  it('clears a named field without a value', () => {
    const mask = ['bio', 'city', 'interests', 'goal', 'height_cm', 'languages', 'smoking']
    expect(readChangedDetails({ ...empty, goal: 'UNSPECIFIED' }, mask, now)).toEqual({
      bio: null,
      city: null,
      interests: [],
      goal: null,
      height_cm: null,
      languages: [],
      smoking: null,
    })
  })

  it('changes what has a value when there is no mask', () => {
    expect(readChangedDetails({ ...empty, bio: 'Hello', interests: ['tea'] }, [], now)).toEqual({
      bio: 'Hello',
      interests: ['tea'],
    })
    expect(readChangedDetails(empty, [], now)).toEqual({})
  })

  it('pauses and goes on, and says so only when asked', () => {
    expect(readChangedDetails({ ...empty, paused: false }, [], now)).toEqual({ paused: false })
    expect(readChangedDetails({ ...empty, paused: true }, ['paused'], now)).toEqual({ paused: true })
    expect(() => readChangedDetails(empty, ['paused'], now)).toThrow(pointers('/paused'))
  })

  it('does not clear what every profile has', () => {
    expect(() => readChangedDetails(empty, ['bio', 'name', 'gender'], now)).toThrow(
      pointers('/name', '/gender'),
    )
  })

  it.each(['user_id', 'birthDate', 'photos', 'constructor', '*'])('does not know the path %s', (path) => {
    expect(() => readChangedDetails(alice, ['name', path], now)).toThrow('MASK_PATH_UNKNOWN')
    expect(() => readChangedDetails(alice, ['name', path], now)).toThrow(pointers('/update_mask/paths/1'))
  })
})
