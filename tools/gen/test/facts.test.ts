import {
  type FieldDescriptorProto,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt'
import { describe, expect, it } from 'vitest'

import { facts } from '@kindred/facts'

import { layOutFacts } from '../src/facts/lay-out-facts.js'
import { type FactRow, readFacts } from '../src/facts/read-facts.js'
import { contractWith, fieldIn } from './changed-contract.js'

type Fields = Record<'photos' | 'verified' | 'gender' | 'children' | 'verifiedFilter', FieldDescriptorProto>

const rowOf = (name: string, answerCount: number, isFilter = true): FactRow => {
  const answers = Array.from({ length: answerCount }, (_, at) => `${name}_${at}`)
  const filter = { name, key: name, of: 'filters', bothWays: true } as const
  return {
    name,
    key: name,
    kind: 'choice',
    type: name,
    values: answers,
    answers,
    isRequired: true,
    completeness: 0,
    group: 'life',
    ...(isFilter && { filter }),
  }
}

describe('the facts of the contract', () => {
  it('are the table that is checked in', () => {
    expect(layOutFacts(readFacts(contractWith(() => {})))).toEqual(facts)
  })

  it.each(['CreateProfileRequest', 'UpdateMyProfileRequest', 'PublicProfile', 'ProfileChanged'])(
    'are refused by name when %s cannot carry one of them',
    (carrier) => {
      const contract = contractWith((set) => void (fieldIn(set, carrier, 'smoking').name = 'smokes'))
      expect(() => readFacts(contract)).toThrow(
        `kindred.profile.v1.Profile.smoking is a fact, and kindred.profile.v1.${carrier} has no field of that name`,
      )
    },
  )

  it('are refused when their filter is missing, or asks for something else', () => {
    const missing = contractWith((set) => void (fieldIn(set, 'CandidateFilters', 'goals').name = 'aims'))
    expect(() => readFacts(missing)).toThrow('Profile.goal has the filter "goals", which is no field')
    const other = contractWith((set) => {
      fieldIn(set, 'CandidateFilters', 'goals').typeName = '.kindred.profile.v1.Habit'
    })
    expect(() => readFacts(other)).toThrow('Profile.goal needs a list of Goal as its filter')
  })

  it.each<[string, string, (fields: Fields) => void]>([
    [
      'two of them have one filter',
      'Profile.verified has the filter "has_photo", which is that of photos',
      ({ photos, verified }) => void (verified.options = photos.options),
    ],
    [
      'a number is a flag',
      'Profile.verified is no fact: a choice is an enum, a flag a bool or a list of messages',
      ({ verified }) => void (verified.type = Type.INT32),
    ],
    [
      'one message is a flag',
      'Profile.photos is no fact: a choice is an enum, a flag a bool or a list of messages',
      ({ photos }) => void (photos.label = Label.OPTIONAL),
    ],
    [
      'a choice has several answers',
      'Profile.children lists answers, and a fact is one answer',
      ({ children }) => void Object.assign(children, { label: Label.REPEATED, proto3Optional: false }),
    ],
    [
      'a flag counts for completeness',
      'Profile.verified is a flag and has no completeness: only what people state counts for it',
      ({ verified, children }) => void (verified.options = children.options),
    ],
    [
      'a flag has a group',
      'Profile.verified is a flag and stands in no group of inputs',
      ({ verified, gender }) => void (verified.options = gender.options),
    ],
    [
      "a flag's filter is a number",
      'Profile.verified is a flag, so its filter kindred.profile.v1.CandidateFilters.verified must be a bool',
      ({ verifiedFilter }) => void (verifiedFilter.type = Type.INT32),
    ],
  ])('are refused when %s', (_, fault, change) => {
    const contract = contractWith((set) =>
      change({
        photos: fieldIn(set, 'Profile', 'photos'),
        verified: fieldIn(set, 'Profile', 'verified'),
        gender: fieldIn(set, 'Profile', 'gender'),
        children: fieldIn(set, 'Profile', 'children'),
        verifiedFilter: fieldIn(set, 'CandidateFilters', 'verified'),
      }),
    )
    expect(() => readFacts(contract)).toThrow(fault)
  })
})

describe('the bits of facts', () => {
  it('never span two words: a fact that does not fit into the rest of one begins the next', () => {
    const placed = layOutFacts([rowOf('a', 30), rowOf('b', 3), rowOf('c', 29), rowOf('d', 1)])
    expect(placed.map(({ bits }) => bits)).toEqual([
      { word: 0, first: 0 },
      { word: 1, first: 0 },
      { word: 1, first: 3 },
      { word: 2, first: 0 },
    ])
  })

  it('fill a word to its last bit', () => {
    const placed = layOutFacts([rowOf('a', 32), rowOf('b', 32)])
    expect(placed.map(({ bits }) => bits)).toEqual([
      { word: 0, first: 0 },
      { word: 1, first: 0 },
    ])
  })

  it('are only for facts with a filter', () => {
    const [plain, filtered] = layOutFacts([rowOf('a', 40, false), rowOf('b', 3)])
    expect(plain).not.toHaveProperty('bits')
    expect(filtered!.bits).toEqual({ word: 0, first: 0 })
  })

  it('are refused by name when a fact has more answers than a word has bits', () => {
    expect(() => layOutFacts([rowOf('a', 3), rowOf('stars', 33)])).toThrow(
      'stars has 33 answers, and a word has 32 bits',
    )
  })

  it('are refused by name when the words are full', () => {
    const full = ['a', 'b', 'c', 'd'].map((name) => rowOf(name, 32))
    expect(() => layOutFacts([...full, rowOf('one_more', 2)])).toThrow('one_more does not fit')
  })
})
