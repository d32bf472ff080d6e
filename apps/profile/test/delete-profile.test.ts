import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { departureKeptMs, forgetDepartures } from '@kindred/events/departures'

import { alice, eventually, openWorld, type World } from './world.js'

let world: World
beforeAll(async () => void (world = await openWorld()))
afterAll(() => world.close())

const rowsAbout = async (userId: string) => (await world.dump()).filter((line) => line.includes(userId))

describe('deleteMyProfile', () => {
  it('leaves nothing of the person and tells the others', async () => {
    const { api, userId } = world.person()
    await api.createProfile(alice, { idempotencyKey: 'once' })
    await api.setMyPreferences({ wantedGenders: ['MAN'], minAge: 25, maxAge: 35, widenDistance: false })
    await api.setMyPhotos({ photoIds: [world.media.add(userId).mediaId] })
    await world.openAccount(userId)
    await api.setMyLocation({ latitude: 56.9496, longitude: 24.1052 })
    await api.setMyLocation({ latitude: 59.9139, longitude: 10.7522 })
    const tables = (await rowsAbout(userId)).map((line) => line.split(' ')[0])
    expect(tables).toEqual(expect.arrayContaining(['profile', 'account', 'idempotency']))

    expect(await api.deleteMyProfile({})).toEqual({})
    await expect(api.getMyProfile({})).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
    await eventually(() => world.discovery.deletionsOf(userId)).toEqual([{ userId }])
    expect(world.discovery.events.filter(({ aggregateId }) => aggregateId === userId).at(-1)?.type).toMatch(
      /Deleted$/,
    )
    await eventually(() => rowsAbout(userId)).toEqual([])
  })

  it('works for somebody who never made a profile, and twice', async () => {
    const { api, userId } = world.person()
    await api.deleteMyProfile({})
    await api.deleteMyProfile({})
    await eventually(() => world.discovery.deletionsOf(userId).length).toBe(2)
  })

  it('leaves no ghost: the old token makes no new profile', async () => {
    const { api, userId } = world.person()
    await api.createProfile(alice, { idempotencyKey: 'once' })
    await api.deleteMyProfile({})
    const gone = { kind: 'wrongState', code: 'ACCOUNT_DELETED' }
    await expect(api.createProfile(alice, { idempotencyKey: 'once' })).rejects.toMatchObject(gone)
    await expect(api.createProfile(alice)).rejects.toMatchObject(gone)
    await eventually(() => rowsAbout(userId)).toEqual([])
  })

  it('leaves no ghost when profiles are created and deleted at the same time', async () => {
    const people = Array.from({ length: 20 }, () => world.person())
    await Promise.all(
      people.map(async ({ api }, n) => {
        const creation = api
          .createProfile(alice)
          .catch((error: { code: string }) => expect(error.code).toBe('ACCOUNT_DELETED'))
        if (n % 2 === 0) await api.getCatalogue({})
        await Promise.all([creation, api.deleteMyProfile({})])
      }),
    )
    for (const { userId } of people) {
      await eventually(() => rowsAbout(userId)).toEqual([])
      expect(world.discovery.events.filter(({ aggregateId }) => aggregateId === userId).at(-1)?.type).toMatch(
        /Deleted$/,
      )
    }
  })

  it('keeps no more than a hash of who left, and that for twice as long as an event may wait', async () => {
    const departures = async () => (await world.dump()).filter((line) => line.startsWith('departure '))
    await world.person().api.deleteMyProfile({})
    world.clock.advance(departureKeptMs - 1)
    const before = await departures()
    await forgetDepartures.run(world)
    expect(await departures()).toEqual(before)
    expect(before.length).toBeGreaterThan(0)
    world.clock.advance(1)
    await forgetDepartures.run(world)
    expect(await departures()).toEqual([])
  })

  it('wins against changes that come at the same time', async () => {
    const person = await world.resident()
    const change = (n: number) =>
      person.api.setMyPreferences({
        wantedGenders: ['MAN'],
        minAge: 20 + n,
        maxAge: 60,
        widenDistance: false,
      })
    const changes = Array.from({ length: 6 }, (_, n) =>
      change(n).catch((error: { code: string }) => error.code),
    )
    await person.api.deleteMyProfile({})
    for (const outcome of await Promise.all(changes)) {
      if (typeof outcome === 'string') expect(outcome).toBe('PROFILE_NOT_FOUND')
    }
    await eventually(() => rowsAbout(person.userId)).toEqual([])
    const last = world.discovery.events.filter(({ aggregateId }) => aggregateId === person.userId).at(-1)
    expect(last?.type).toBe('kindred.profile.v1.ProfileDeleted')
  })
})
