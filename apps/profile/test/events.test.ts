import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { ProfileChanged } from '@kindred/contracts/profile'
import { choices } from '@kindred/facts'

import { alice, eventually, openWorld, shareOf, type World } from './world.js'

let world: World
beforeAll(async () => void (world = await openWorld()))
afterAll(() => world.close())

describe('ProfileChanged', () => {
  it('carries the whole state', async () => {
    const { api, userId } = world.person()
    const details = { ...alice, bio: 'Climber.', interests: ['tea'], goal: 'CHAT', heightCm: 171 } as const
    await api.createProfile({ ...details, interests: ['tea'], languages: ['en'] })
    const { mediaId } = world.media.add(userId)
    await api.setMyPhotos({ photoIds: [mediaId] })
    await api.setMyPreferences({ wantedGenders: ['MAN'], minAge: 25, maxAge: 35, widenDistance: false })
    await world.openAccount(userId)
    await api.setMyLocation({ latitude: 56.9496, longitude: 24.1052 })
    await eventually(() => world.discovery.changesOf(userId).length).toBe(4)
    expect(world.discovery.changesOf(userId).at(-1)).toEqual({
      ...Object.fromEntries(choices.map(({ key }) => [key, 'UNSPECIFIED'])),
      userId,
      version: 4,
      name: 'Alice',
      birthDate: '1996-04-12',
      gender: 'WOMAN',
      bio: 'Climber.',
      city: '',
      interests: ['tea'],
      goal: 'CHAT',
      heightCm: 171,
      languages: ['en'],
      photos: [
        { mediaId, ownerId: userId, thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI', width: 1024, height: 1280 },
      ],
      completeness: shareOf(52),
      cell: expect.stringMatching(/^86[0-9a-f]{13}$/),
      preferences: {
        wantedGenders: ['MAN'],
        minAge: 25,
        maxAge: 35,
        maxDistanceKm: 50,
        widenDistance: false,
      },
      paused: false,
      verified: false,
      privacy: {
        hideAge: false,
        hideDistance: false,
        incognito: false,
        firstWriter: 'ANYONE',
        hideOnline: false,
      },
      timeZone: 'Europe/Riga',
      createdAt: world.clock.now(),
    })
  })

  it('is not told of a change that was refused', async () => {
    const person = await world.resident()
    await expect(person.api.createProfile(alice)).rejects.toThrow()
    await expect(
      person.api.setMyPreferences({ wantedGenders: ['MAN'], minAge: 30, maxAge: 20, widenDistance: false }),
    ).rejects.toThrow()
    await person.api.setMyPhotos({ photoIds: [] })
    await eventually(() => world.discovery.changesOf(person.userId).map(({ version }) => version)).toEqual([
      1, 2,
    ])
  })

  it('is replayed for a service that begins to listen: the present state of everybody, once', async () => {
    const people = await Promise.all(
      Array.from({ length: 5 }, (_, n) => world.resident({ name: `Person ${'abcde'[n]}` })),
    )
    for (const { api } of people) await api.setMyPhotos({ photoIds: [] })
    for (const { userId } of people) await eventually(() => world.discovery.changesOf(userId).length).toBe(2)
    await world.subscribe('chat')
    for (const { userId } of people) {
      await eventually(() => world.late.changesOf(userId).map(({ version }) => version)).toEqual([2])
    }
    expect(new Set(world.late.events.map(({ type }) => type))).toEqual(new Set([ProfileChanged.$type]))
  })
})
