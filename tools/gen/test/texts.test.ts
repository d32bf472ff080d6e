import { expect, it } from 'vitest'

import { ownTexts } from '@kindred/facts'

import { readTexts } from '../src/facts/read-texts.js'
import { contractWith, fieldIn } from './changed-contract.js'

it('reads the texts of a profile from the contract as they are checked in', () => {
  expect(readTexts(contractWith(() => {}))).toEqual(ownTexts)
})

it.each(['UpdateMyProfileRequest', 'Profile', 'PublicProfile'])(
  'refuses a text by name when %s has no field for it, or one that is always there',
  (carrier) => {
    const missing = contractWith((set) => void (fieldIn(set, carrier, 'city').name = 'town'))
    expect(() => readTexts(missing)).toThrow(
      `kindred.profile.v1.CreateProfileRequest.city is a text of a profile, and kindred.profile.v1.${carrier} has no field of that name`,
    )
    const always = contractWith((set) => {
      const city = fieldIn(set, carrier, 'city')
      city.proto3Optional = false
    })
    expect(() => readTexts(always)).toThrow(
      `CreateProfileRequest.city is a text that may be missing, so it must be an optional string in kindred.profile.v1.${carrier}`,
    )
  },
)

it('refuses a text that has other rules in a change than at first, or no longest length', () => {
  const other = contractWith((set) => {
    fieldIn(set, 'UpdateMyProfileRequest', 'city').options = fieldIn(
      set,
      'UpdateMyProfileRequest',
      'bio',
    ).options
  })
  expect(() => readTexts(other)).toThrow(
    'city has another format or max_len than in kindred.profile.v1.UpdateMyProfileRequest',
  )
})
