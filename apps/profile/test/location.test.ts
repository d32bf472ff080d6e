import { randomBytes } from 'node:crypto'

import { latLngToCell } from 'h3-js'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { sql } from '@kindred/db'

import { forgetLocationChanges } from '../src/jobs/forget-location-changes.js'
import { alice as profileOfAlice, eventually, openWorld, type Person, type World } from './world.js'

const minute = 60_000
const riga = { latitude: 56.9496, longitude: 24.1052 }
const oslo = { latitude: 59.9139, longitude: 10.7522 }
const rome = { latitude: 41.9028, longitude: 12.4964 }
const cellOf = ({ latitude, longitude }: typeof riga) => latLngToCell(latitude, longitude, 6)
/** A place of its own for each number. */
const somewhere = (n: number) => ({ latitude: 10 + n, longitude: 20 })

let world: World
beforeAll(async () => void (world = await openWorld()))
afterAll(() => world.close())
beforeEach(() => world.clock.set(new Date('2026-11-22T10:07:00Z')))

const cellsOf = (person: Person) => world.discovery.changesOf(person.userId).map(({ cell }) => cell)

describe('setMyLocation', () => {
  it('makes the first position count at once', async () => {
    const alice = await world.resident()
    expect(await alice.api.setMyLocation(riga)).toEqual({ effectiveAt: world.clock.now() })
    expect((await alice.api.getMyProfile({})).profile?.hasLocation).toBe(true)
    await eventually(() => cellsOf(alice)).toEqual(['', cellOf(riga)])
  })

  it('makes a later position count from the next half hour on', async () => {
    const alice = await world.resident()
    await alice.api.setMyLocation(riga)
    expect(await alice.api.setMyLocation(oslo)).toEqual({ effectiveAt: new Date('2026-11-22T10:30:00Z') })
    expect(await alice.api.setMyLocation(rome)).toEqual({ effectiveAt: new Date('2026-11-22T10:30:00Z') })
    await alice.api.setMyPhotos({ photoIds: [] })
    await eventually(() => cellsOf(alice)).toEqual(['', cellOf(riga), cellOf(riga)])
    world.clock.set(new Date('2026-11-22T10:30:00Z'))
    await eventually(() => cellsOf(alice)).toEqual(['', cellOf(riga), cellOf(riga), cellOf(rome)])
  })

  it('takes a move back that nobody has seen', async () => {
    const alice = await world.resident()
    await alice.api.setMyLocation(riga)
    await alice.api.setMyLocation(oslo)
    expect(await alice.api.setMyLocation(riga)).toEqual({ effectiveAt: world.clock.now() })
    const bob = await world.resident()
    await bob.api.setMyLocation(riga)
    await bob.api.setMyLocation(oslo)
    world.clock.set(new Date('2026-11-22T10:30:00Z'))
    await eventually(() => cellsOf(bob).at(-1)).toBe(cellOf(oslo))
    expect(cellsOf(alice)).toEqual(['', cellOf(riga)])
  })

  it('lets six changes an hour pass and says when the next may', async () => {
    const alice = await world.resident()
    for (let n = 0; n < 6; n++) {
      await alice.api.setMyLocation(somewhere(n))
      world.clock.advance(minute)
    }
    const tooOften = { kind: 'rateLimited', code: 'LOCATION_CHANGED_TOO_OFTEN', retryAfter: 54 * 60 }
    await expect(alice.api.setMyLocation(somewhere(6))).rejects.toMatchObject(tooOften)
    await expect(alice.api.setMyLocation(somewhere(5))).resolves.toBeDefined()
    world.clock.advance(54 * minute)
    await expect(alice.api.setMyLocation(somewhere(6))).resolves.toBeDefined()
  })

  it('lets twenty changes a day pass, also when many come at once', async () => {
    const alice = await world.resident()
    for (let hour = 0; hour < 3; hour++) {
      for (let n = 0; n < 6; n++) await alice.api.setMyLocation(somewhere(hour * 6 + n))
      world.clock.advance(60 * minute)
    }
    const many = Array.from({ length: 6 }, (_, n) => alice.api.setMyLocation(somewhere(30 + n)))
    const answers = await Promise.allSettled(many)
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    await expect(alice.api.setMyLocation(riga)).rejects.toMatchObject({ retryAfter: 21 * 3600 })
  })

  it('keeps the time of a change, not the place, and forgets it after a day', async () => {
    const key = randomBytes(32)
    const alice = await world.resident({}, key)
    await alice.api.setMyLocation(riga)
    const isKept = (line: string) => line.startsWith('location_change ') && line.includes(key.toString('hex'))
    const kept = async () => (await world.dump()).filter(isKept)
    expect(await kept()).toEqual([
      expect.stringMatching(/^location_change \("[0-9-]+ [0-9:+]+","\\\\x[0-9a-f]{64}"\)$/),
    ])
    world.clock.advance(24 * 60 * minute - 1)
    await forgetLocationChanges(world)
    expect(await kept()).toHaveLength(1)
    world.clock.advance(1)
    await forgetLocationChanges(world)
    expect(await kept()).toEqual([])
  })

  it('counts the changes of a deleted account for the next one of the same person, and for nobody else', async () => {
    const key = randomBytes(32)
    const alice = await world.resident({}, key)
    for (let n = 0; n < 6; n++) await alice.api.setMyLocation(somewhere(n))
    await alice.api.deleteMyProfile({})
    const again = await world.resident({}, key)
    const tooOften = { code: 'LOCATION_CHANGED_TOO_OFTEN', retryAfter: 60 * 60 }
    await expect(again.api.setMyLocation(somewhere(0))).rejects.toMatchObject(tooOften)
    const bob = await world.resident()
    await expect(bob.api.setMyLocation(somewhere(0))).resolves.toBeDefined()
    world.clock.advance(60 * minute)
    await expect(again.api.setMyLocation(somewhere(0))).resolves.toBeDefined()
  })

  it('counts what was changed before the key of the person was told', async () => {
    const alice = world.person()
    await alice.api.createProfile(profileOfAlice)
    // As the migration of a database with people leaves it.
    await sql`insert into account values (${alice.userId}, sha256(${alice.userId}::text::bytea))`.execute(
      world.db,
    )
    for (let n = 0; n < 6; n++) await alice.api.setMyLocation(somewhere(n))
    const key = randomBytes(32)
    await alice.api.deleteMyProfile({})
    await world.openAccount(alice.userId, key)
    const again = await world.resident({}, key)
    await expect(again.api.setMyLocation(somewhere(0))).rejects.toMatchObject({
      code: 'LOCATION_CHANGED_TOO_OFTEN',
    })
    // Until its deletion is delivered the outbox names a person.
    await eventually(async () => (await world.dump()).filter((line) => line.includes(alice.userId))).toEqual(
      [],
    )
  })

  it('waits a moment for an account that is not known yet, and counts nothing without', async () => {
    const alice = world.person()
    await alice.api.createProfile(profileOfAlice)
    const moving = alice.api.setMyLocation(riga)
    await world.openAccount(alice.userId)
    expect(await moving).toEqual({ effectiveAt: world.clock.now() })
    const bob = world.person()
    await bob.api.createProfile(profileOfAlice)
    await expect(bob.api.setMyLocation(riga, { deadlineMs: 20_000 })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'ACCOUNT_NOT_KNOWN_YET',
    })
    expect((await bob.api.getMyProfile({})).profile?.hasLocation).toBe(false)
  })

  it('takes the equator and refuses what is not on Earth', async () => {
    const alice = await world.resident()
    await expect(alice.api.setMyLocation({ latitude: 0, longitude: 0 })).resolves.toBeDefined()
    for (const bad of [
      { latitude: 90.01 },
      { longitude: -180.01 },
      { latitude: NaN },
      { longitude: Infinity },
    ]) {
      await expect(alice.api.setMyLocation({ ...riga, ...bad })).rejects.toMatchObject({ kind: 'invalid' })
    }
  })

  it('needs a profile', async () => {
    await expect(world.person().api.setMyLocation(riga)).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
  })
})

describe('the half-hour clock', () => {
  it('publishes each move once with several instances', async () => {
    const second = await world.startInstance()
    const people = await Promise.all(Array.from({ length: 20 }, () => world.resident()))
    for (const { api } of people) await api.setMyLocation(riga)
    for (const { api } of people) await api.setMyLocation(oslo)
    world.clock.set(new Date('2026-11-22T10:30:00Z'))
    for (const person of people) {
      await eventually(() => cellsOf(person)).toEqual(['', cellOf(riga), cellOf(oslo)])
      expect(world.discovery.changesOf(person.userId).map(({ version }) => version)).toEqual([1, 2, 3])
    }
    await second.stop()
  })
})
