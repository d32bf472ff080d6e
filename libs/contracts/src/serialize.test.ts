import { expect, it } from 'vitest'

import { GetProfileRequest, Profile } from './gen/kindred/profile/v1/profile_service.js'
import { serialize } from './serialize.js'

const profile = (name: string) => Profile.fromPartial({ name, interests: ['climbing', 'running'] })

it('writes the bytes that a writer of its own writes, whatever was written before', () => {
  for (const name of ['Marina', 'x'.repeat(100_000), '', 'Ada']) {
    const bytes = serialize(Profile, profile(name))
    expect(bytes.equals(Profile.encode(profile(name)).finish())).toBe(true)
  }
})

it('leaves earlier bytes as they are', () => {
  const earlier = serialize(GetProfileRequest, { userId: 'a' })
  serialize(GetProfileRequest, { userId: 'b' })
  expect(GetProfileRequest.decode(earlier)).toEqual({ userId: 'a' })
})

it('forgets the beginning of a message that cannot be written', () => {
  const broken = { ...profile('Marina'), heightCm: Number.NaN }
  expect(() => serialize(Profile, broken)).toThrow()
  expect(Profile.decode(serialize(Profile, profile('Ada')))).toEqual(profile('Ada'))
})
