import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { CandidateFilters } from '@kindred/contracts/profile'

import { eventually, openWorld, type World } from './world.js'

let world: World
beforeAll(async () => void (world = await openWorld()))
afterAll(() => world.close())

const wanted = { wantedGenders: ['MAN' as const], minAge: 25, maxAge: 35, widenDistance: false }

const filters = (asked: Parameters<typeof CandidateFilters.fromPartial>[0]) =>
  CandidateFilters.fromPartial(asked)

describe('preferences', () => {
  it('are not set before somebody sets them', async () => {
    const { api, userId } = await world.resident()
    await expect(api.getMyPreferences({})).rejects.toMatchObject({
      kind: 'notFound',
      code: 'PREFERENCES_NOT_SET',
    })
    await eventually(() => world.discovery.changesOf(userId)).toMatchObject([{ preferences: undefined }])
  })

  it('look within 50 km by default and are told to the others', async () => {
    const { api, userId } = await world.resident()
    const preferences = { ...wanted, maxDistanceKm: 50 }
    expect(await api.setMyPreferences(wanted)).toEqual({ preferences })
    expect(await api.getMyPreferences({})).toEqual({ preferences })
    await eventually(() => world.discovery.changesOf(userId).at(-1)).toMatchObject({
      version: 2,
      preferences,
    })
  })

  it('are replaced as a whole', async () => {
    const { api } = await world.resident()
    await api.setMyPreferences({ ...wanted, maxDistanceKm: 500 })
    const { preferences } = await api.setMyPreferences({
      wantedGenders: ['WOMAN', 'NONBINARY'],
      minAge: 18,
      maxAge: 100,
      widenDistance: false,
    })
    expect(preferences).toMatchObject({
      wantedGenders: ['WOMAN', 'NONBINARY'],
      minAge: 18,
      maxAge: 100,
      maxDistanceKm: 50,
    })
  })

  it('hold filters and what matters, which the others are told', async () => {
    const { api, userId } = await world.resident()
    const preferences = {
      ...wanted,
      maxDistanceKm: 50,
      widenDistance: true,
      importance: { distance: 50, interests: 150 },
      filters: filters({
        goals: ['CHAT', 'FRIENDSHIP'],
        hasPhoto: true,
        interests: ['tea'],
        languages: ['en'],
        minHeightCm: 160,
        verified: true,
        smoking: ['NEVER'],
        drinking: ['SOMETIMES'],
        children: ['OPEN'],
        education: ['MASTER'],
      }),
    }
    expect(await api.setMyPreferences(preferences)).toEqual({ preferences })
    expect(await api.getMyPreferences({})).toEqual({ preferences })
    await eventually(() => world.discovery.changesOf(userId).at(-1)?.preferences).toEqual(preferences)
    const plain = { ...wanted, maxDistanceKm: 50 }
    expect(await api.setMyPreferences(plain)).toEqual({ preferences: plain })
    expect(await api.getMyPreferences({})).toEqual({ preferences: plain })
  })

  it('know no difference between filters that ask for nothing and none', async () => {
    const { api } = await world.resident()
    const { preferences } = await api.setMyPreferences({ ...wanted, filters: filters({}), importance: {} })
    expect(preferences).toEqual({ ...wanted, maxDistanceKm: 50 })
  })

  it.each([
    ['an age range upside down', { minAge: 36 }, 'AGE_RANGE_INVALID'],
    ['nobody wanted', { wantedGenders: [] }, 'VALIDATION_FAILED'],
    ['minors wanted', { minAge: 17 }, 'VALIDATION_FAILED'],
    ['a distance of another planet', { maxDistanceKm: 1001 }, 'VALIDATION_FAILED'],
    [
      'a height range upside down',
      { filters: filters({ minHeightCm: 181, maxHeightCm: 180 }) },
      'HEIGHT_RANGE_INVALID',
    ],
    ['a height of nobody', { filters: filters({ minHeightCm: 99 }) }, 'VALIDATION_FAILED'],
    ['an interest that is none', { filters: filters({ interests: ['tea', 'x'] }) }, 'INTEREST_UNKNOWN'],
    ['a language that is none', { filters: filters({ languages: ['xx'] }) }, 'LANGUAGE_UNKNOWN'],
    [
      'a goal that is not stated',
      { filters: filters({ goals: ['CHAT', 'UNSPECIFIED'] }) },
      'VALIDATION_FAILED',
    ],
    ['a goal twice', { filters: filters({ goals: ['CHAT', 'CHAT'] }) }, 'VALIDATION_FAILED'],
    ['what matters more than it can', { importance: { distance: 151 } }, 'VALIDATION_FAILED'],
  ])('refuse %s', async (_what, change, code) => {
    const { api } = await world.resident()
    await expect(api.setMyPreferences({ ...wanted, ...change })).rejects.toMatchObject({
      kind: 'invalid',
      code,
    })
  })

  it('need a profile', async () => {
    const { api } = world.person()
    await expect(api.getMyPreferences({})).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
    await expect(api.setMyPreferences(wanted)).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
  })
})
