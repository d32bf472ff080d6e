import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { AppError } from '@kindred/kernel'

import { alice, eventually, openWorld, shareOf, type World } from './world.js'

let world: World
beforeAll(async () => void (world = await openWorld()))
afterAll(() => world.close())

const refusal = (code: string, ...pointers: string[]) =>
  expect.objectContaining({ code, fields: pointers.map((pointer) => expect.objectContaining({ pointer })) })

describe('createProfile', () => {
  it('keeps everything that was said and answers it', async () => {
    const person = world.person()
    const { profile } = await person.api.createProfile({
      ...alice,
      bio: '  Climber.\r\nReader. ',
      city: 'Riga',
      interests: ['climbing', 'reading'],
      goal: 'LONG_TERM',
      heightCm: 171,
      languages: ['en', 'lv'],
      smoking: 'NEVER',
      drinking: 'SOMETIMES',
      children: 'OPEN',
      education: 'MASTER',
    })
    expect(profile).toEqual({
      userId: person.userId,
      name: 'Alice',
      birthDate: '1996-04-12',
      age: 30,
      gender: 'WOMAN',
      bio: 'Climber.\nReader.',
      city: 'Riga',
      cityNames: [
        { language: 'en', name: 'Riga' },
        { language: 'ru', name: 'Рига' },
      ],
      interests: ['climbing', 'reading'],
      goal: 'LONG_TERM',
      heightCm: 171,
      languages: ['en', 'lv'],
      smoking: 'NEVER',
      drinking: 'SOMETIMES',
      children: 'OPEN',
      education: 'MASTER',
      photos: [],
      completeness: shareOf(64),
      hasLocation: false,
      paused: false,
      verified: false,
      createdAt: world.clock.now(),
      updatedAt: world.clock.now(),
    })
    expect((await person.api.getMyProfile({})).profile).toEqual(profile)
  })

  it('keeps text in NFC', async () => {
    const { api } = await world.resident({ name: 'Zoe\u0301' })
    expect((await api.getMyProfile({})).profile?.name).toBe('Zo\u00e9')
  })

  it('answers PROFILE_EXISTS to the second profile', async () => {
    const { api } = await world.resident()
    await expect(api.createProfile(alice)).rejects.toMatchObject({ kind: 'conflict', code: 'PROFILE_EXISTS' })
  })

  it('makes exactly one profile of many simultaneous requests', async () => {
    const { api, userId } = world.person()
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => api.createProfile(alice)))
    const refused = answers
      .filter((answer) => answer.status === 'rejected')
      .map(({ reason }) => (reason as AppError).code)
    expect(refused).toEqual(Array(7).fill('PROFILE_EXISTS'))
    await eventually(() => world.discovery.changesOf(userId).length).toBe(1)
  })

  it('gives the first answer again under the same Idempotency-Key, and refuses another request under it', async () => {
    const { api } = world.person()
    const first = await api.createProfile(alice, { idempotencyKey: 'key-1' })
    expect(await api.createProfile(alice, { idempotencyKey: 'key-1' })).toEqual(first)
    const other = api.createProfile({ ...alice, name: 'Bob' }, { idempotencyKey: 'key-1' })
    await expect(other).rejects.toMatchObject({ kind: 'unprocessable', code: 'IDEMPOTENCY_KEY_REUSED' })
  })

  it('lets a refused request be mended under the same Idempotency-Key', async () => {
    const { api } = world.person()
    const refused = api.createProfile({ ...alice, birthDate: '2010-01-01' }, { idempotencyKey: 'key-2' })
    await expect(refused).rejects.toMatchObject({ code: 'PROFILE_UNDERAGE' })
    await expect(api.createProfile(alice, { idempotencyKey: 'key-2' })).resolves.toBeDefined()
  })

  it('refuses who turns 18 tomorrow and takes who does today', async () => {
    const { api } = world.person()
    const tomorrow = api.createProfile({ ...alice, birthDate: '2008-11-23' })
    await expect(tomorrow).rejects.toEqual(refusal('PROFILE_UNDERAGE', '/birth_date'))
    await expect(api.getMyProfile({})).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
    const { profile } = await api.createProfile({ ...alice, birthDate: '2008-11-22' })
    expect(profile?.age).toBe(18)
  })

  it.each([
    ['a name of emoji only', { name: '🚀🚀🚀' }, refusal('NAME_INVALID', '/name')],
    ['a zero byte', { bio: 'a\u0000b' }, refusal('TEXT_INVALID', '/bio')],
    ['a zero byte in the city', { city: 'Riga\u0000' }, refusal('TEXT_INVALID', '/city')],
    ['a name that nobody can see', { name: '\u3164\u115F' }, refusal('VALIDATION_FAILED', '/name')],
    ['unknown interests', { interests: ['tea', 'x'] }, refusal('INTEREST_UNKNOWN', '/interests/1')],
    ['unknown languages', { languages: ['xx'] }, refusal('LANGUAGE_UNKNOWN', '/languages/0')],
    ['an age over 100', { birthDate: '1925-11-22' }, refusal('BIRTH_DATE_INVALID', '/birth_date')],
    ['a day that is none', { birthDate: '2001-02-29' }, refusal('VALIDATION_FAILED', '/birth_date')],
    ['a height of a giant', { heightCm: 251 }, refusal('VALIDATION_FAILED', '/height_cm')],
  ])('refuses %s', async (_what, change, expected) => {
    await expect(world.person().api.createProfile({ ...alice, ...change })).rejects.toEqual(expected)
  })
})
