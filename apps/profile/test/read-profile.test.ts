import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { GetProfileResponse, ProfileServiceService } from '@kindred/contracts/profile'
import { AppError, newId, toAppError } from '@kindred/kernel'
import { createClient } from '@kindred/rpc'
import { testTransport } from '@kindred/testkit'

import { openWorld, type Person, type World } from './world.js'

const noLists = { interests: [], languages: [] }
let world: World
beforeAll(async () => void (world = await openWorld()))
afterAll(() => world.close())

describe('getProfile', () => {
  it('shows an age and never the birth date or a place', async () => {
    const alice = await world.resident({ birthDate: '1996-04-12' })
    await alice.api.setMyLocation({ latitude: 56.9496, longitude: 24.1052 })
    const answer = await world.admirer(alice.userId).api.getProfile({ userId: alice.userId })
    expect(answer.profile).toEqual({
      userId: alice.userId,
      name: 'Alice',
      age: 30,
      gender: 'WOMAN',
      interests: [],
      languages: [],
      photos: [],
      verified: false,
      cityNames: [],
    })
    const [row] = (await world.dump()).filter(
      (line) => line.startsWith('profile ') && line.includes(alice.userId),
    )
    const cell = /\b86[0-9a-f]{13}\b/.exec(row!)![0]
    const bytes = Buffer.from(GetProfileResponse.encode(answer).finish()).toString('latin1')
    // An id may hold any digits.
    const sent = bytes.replace(alice.userId, '')
    expect(sent).not.toMatch(/1996|04-12/)
    expect(sent).not.toContain(cell)
  })

  it('makes people a year older on their birthday', async () => {
    const alice = await world.resident({ birthDate: '1996-11-23' })
    const age = async () => (await alice.api.getProfile({ userId: alice.userId })).profile?.age
    expect(await age()).toBe(29)
    world.clock.advance(24 * 3600_000)
    expect(await age()).toBe(30)
  })

  it('answers PROFILE_NOT_FOUND for somebody without a profile', async () => {
    const { api } = world.person()
    await expect(api.getProfile({ userId: newId() })).rejects.toMatchObject({
      kind: 'notFound',
      code: 'PROFILE_NOT_FOUND',
    })
    await expect(api.getMyProfile({})).rejects.toMatchObject({ kind: 'notFound', code: 'PROFILE_NOT_FOUND' })
  })

  it('answers a stranger what it answers of nobody, whatever there is of the person', async () => {
    const stranger = await world.resident()
    const [alice, paused] = [await world.resident(), await world.resident()]
    await paused.api.updateMyProfile({ ...noLists, paused: true, updateMask: ['paused'] })
    const asked = async (by: Person, userId: string) => {
      const before = world.discovery.questions
      const error = toAppError(await by.api.getProfile({ userId }).catch((thrown: unknown) => thrown))
      return {
        kind: error.kind,
        code: error.code,
        detail: error.detail,
        questions: world.discovery.questions - before,
      }
    }
    const nobody = await asked(stranger, newId())
    expect(nobody).toMatchObject({ code: 'PROFILE_NOT_FOUND', questions: 1 })
    for (const { userId } of [alice, paused]) {
      expect(await asked(stranger, userId)).toEqual(nobody)
      expect(await asked(world.person(), userId)).toEqual(nobody)
      const { profile } = await world.admirer(userId).api.getProfile({ userId })
      expect(profile?.userId).toBe(userId)
    }
    // A reason to see somebody who has no profile (any more).
    const { userId } = world.person()
    expect(await asked(world.admirer(userId), userId)).toEqual(nobody)
  })

  it('shows everybody to moderators and admins', async () => {
    const alice = await world.resident()
    for (const role of ['moderator', 'admin']) {
      const { profile } = await world.person(role).api.getProfile({ userId: alice.userId })
      expect(profile?.userId).toBe(alice.userId)
    }
  })

  it('shows people themselves while discovery is away, and says so of others', async () => {
    const alice = await world.resident()
    const admirer = world.admirer(alice.userId)
    world.discovery.refuse = new AppError({
      kind: 'unavailable',
      code: 'UNAVAILABLE',
      detail: 'Discovery is away.',
    })
    try {
      expect((await alice.api.getProfile({ userId: alice.userId })).profile?.name).toBe('Alice')
      expect((await alice.api.getMyProfile({})).profile?.name).toBe('Alice')
      for (const userId of [alice.userId, newId()])
        await expect(admirer.api.getProfile({ userId })).rejects.toMatchObject({ kind: 'unavailable' })
    } finally {
      world.discovery.refuse = undefined
    }
  })

  it('is for people who signed in', async () => {
    const transport = testTransport(world.address())
    const nobody = createClient(ProfileServiceService, transport)
    await expect(nobody.getProfile({ userId: newId() })).rejects.toMatchObject({ kind: 'unauthenticated' })
    transport.close()
  })
})

describe('getCatalogue', () => {
  it('offers everybody what a profile may name', async () => {
    const transport = testTransport(world.address())
    const { interests, goals, languages } = await createClient(ProfileServiceService, transport).getCatalogue(
      {},
    )
    transport.close()
    expect(interests).toContainEqual({ id: 'climbing', label: 'Climbing', group: 'sport' })
    expect(goals).toEqual(['LONG_TERM', 'SHORT_TERM', 'FRIENDSHIP', 'CHAT', 'UNDECIDED'])
    expect(languages).toContainEqual({ code: 'lv', label: 'Latviešu' })
    const all = {
      interests: interests.slice(0, 20).map(({ id }) => id),
      languages: languages.slice(0, 20).map(({ code }) => code),
    }
    await expect(world.resident(all)).resolves.toBeDefined()
  })
})
