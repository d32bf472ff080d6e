import { expect, it } from 'vitest'

import { Profile, PublicProfile } from '@kindred/contracts/profile'

import { toProfile, toWholeProfile } from './messages.js'
import { toProfileRow } from './store/facts-column.js'
import type { StoredProfile } from './store/schema.js'

const at = new Date('2026-11-22T10:00:00Z')
const stored = {
  user_id: '01a22770-be01-7ce5-b1be-6c10eed37c5a',
  name: 'Alice',
  birth_date: '1996-04-12',
  gender: 'WOMAN',
  bio: null,
  city: 'Lisbon',
  interests: ['tea'],
  languages: ['en'],
  height_cm: null,
  facts: { smoking: 'NEVER' },
  photos: [],
  cell: null,
  paused: false,
  verified: true,
  created_at: at,
  updated_at: at,
} as unknown as StoredProfile

it('a profile has every field of the contract and no field of another one', () => {
  const row = toProfileRow(stored)
  toProfileRow({ ...stored, facts: { smoking: 'OFTEN', goal: 'DATES' }, bio: 'Hello' } as never)
  const profile = toProfile(row, at)
  expect(Object.keys(profile).sort()).toEqual(Object.keys(Profile.fromPartial({})).sort())
  expect(Object.values(profile)).not.toContain(null)
  expect(profile).toMatchObject({ name: 'Alice', age: 30, smoking: 'NEVER', verified: true })
  expect([profile.bio, profile.goal, profile.heightCm]).toEqual([undefined, undefined, undefined])
  const whole = toWholeProfile(row, at)
  expect(Object.keys(whole).sort()).toEqual(Object.keys(PublicProfile.fromPartial({})).sort())
  expect(Object.values(whole)).not.toContain(null)
})
