import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Database, sql, transact } from '@kindred/db'
import { createMetrics } from '@kindred/runtime'
import { testLog } from '@kindred/testkit'

import { findCandidates } from '../src/deck/candidates.js'
import { defaultLimits, lastSwipes } from '../src/domain/limits.js'
import type { Search } from '../src/domain/search.js'
import { searchFor } from '../src/domain/wishes.js'
import { createFollower } from '../src/feed/follow-changes.js'
import { Memory } from '../src/memory/memory.js'
import { type Change, findPosition, noteChange, readChanges } from '../src/store/change.js'
import type { Tables } from '../src/store/schema.js'
import { searchBySql } from '../src/store/search.js'
import { findViewer } from '../src/store/viewer.js'
import { cellAt, type Discovery, type Instance, startDiscovery } from './fixture.js'

/** Swipes in 24 hours: of fewer than usual, as each is counted. */
const most = lastSwipes + 40

let house: Discovery
let other: Instance
beforeAll(async () => {
  house = await startDiscovery({ limits: { ...defaultLimits, swipes: most } })
  other = await house.another()
})
afterAll(() => house.stop())

let meridian = -170
const elsewhere = () => cellAt(40, (meridian += 10))
const deckOf = async (instance: Pick<Instance, 'discovery'>, viewerId: string, pageSize = 3) => {
  const request = { pageSize, pageToken: '', filters: undefined }
  const { candidates } = await instance.discovery.listCandidates(request, await house.as(viewerId))
  return candidates.map(({ userId }) => userId)
}

describe('two instances', () => {
  it('two instances load people into memory and say so to operators', async () => {
    await expect.poll(() => other.state(), { timeout: 60_000 }).toBe('ready')
  })

  it('a viewer who alternates between two instances is shown nobody twice', async () => {
    const cell = elsewhere()
    const [viewer, ...people] = await house.addPeople(Array.from({ length: 21 }, () => ({ cell })))
    const seen: string[] = []
    const instances = [house, other]
    for (let page = 0; page < 40; page++) {
      const [asked, told] = page % 2 === 0 ? instances : instances.toReversed()
      for (const targetUserId of await deckOf(asked!, viewer!, 1)) {
        seen.push(targetUserId)
        await told!.discovery.pass({ targetUserId }, await house.as(viewer!))
      }
    }
    expect(seen.toSorted()).toEqual(people.toSorted())
  })

  it('two instances together store no more swipes of a viewer than the limit', async () => {
    const cell = elsewhere()
    const [viewer, ...people] = await house.addPeople(Array.from({ length: 1 + most + 60 }, () => ({ cell })))
    for (const instance of [house, other]) await deckOf(instance, viewer!)
    const as = await house.as(viewer!)
    const pass = (targetUserId: string, at: number) =>
      (at % 2 === 0 ? house : other).discovery.pass({ targetUserId }, as)
    const told = await Promise.allSettled(people.map(pass))
    expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(most)
  })

  it('an instance knows at once what another was told: a profile, a return, a block, an undo', async () => {
    const cell = elsewhere()
    const [viewer, bob] = await house.addPeople([{ cell }, { cell, name: 'Bob' }])
    const both = async () => [await deckOf(house, viewer!), await deckOf(other, viewer!)]
    expect(await both()).toEqual([[bob], [bob]])
    await house.addPeople([{ userId: bob!, cell, version: 2, paused: true }])
    expect(await both()).toEqual([[], []])
    await house.addPeople([{ userId: bob!, cell, version: 3 }])
    expect(await both()).toEqual([[bob], [bob]])
    await house.show(bob!, viewer!)
    await other.discovery.block({ targetUserId: viewer! }, await house.as(bob!))
    expect(await both()).toEqual([[], []])
    await house.discovery.unblock({ userId: viewer! }, await house.as(bob!))
    expect(await both()).toEqual([[bob], [bob]])
    await other.discovery.pass({ targetUserId: bob! }, await house.as(viewer!))
    expect(await both()).toEqual([[], []])
    await house.discovery.undo({}, await house.as(viewer!))
    expect(await both()).toEqual([[bob], [bob]])
    await house.removePerson(bob!)
    expect(await both()).toEqual([[], []])
  })

  it('an instance keeps up when the listening connections are cut', async () => {
    const cell = elsewhere()
    const [viewer, bob] = await house.addPeople([{ cell }, { cell }])
    expect(await deckOf(other, viewer!)).toEqual([bob])
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like '%listen'`.execute(house.db)
    await house.discovery.pass({ targetUserId: bob! }, await house.as(viewer!))
    expect(await deckOf(other, viewer!)).toEqual([])
  })
})

describe('the feed', () => {
  it('the feed misses no change that commits after a later one, and tells none twice', async () => {
    const first = await findPosition(house.db)
    let release!: () => void
    const released = new Promise<void>((resolve) => (release = resolve))
    const late = transact(house.db, async (trx) => {
      await noteChange(trx, 900_001)
      await released
    })
    await expect
      .poll(async () => {
        const { rows } =
          await sql`select 1 from pg_stat_activity where state = 'idle in transaction' and query like '%"change"%'`.execute(
            house.db,
          )
        return rows.length
      })
      .toBeGreaterThan(0)
    await noteChange(house.db, 900_002)
    const one = await readChanges(house.db, first)
    release()
    await late
    const two = await readChanges(house.db, one.position)
    const three = await readChanges(house.db, two.position)
    const mine = ({ changes }: { changes: Change[] }) =>
      changes.map(({ slot }) => slot).filter((slot) => slot > 900_000)
    expect([one, two, three].map(mine)).toEqual([[900_002], [900_001], []])
  })

  it('a follower wakes at the notification of another instance, not at its own, and polls besides', async () => {
    let ring: (from: string) => void = () => undefined
    const follow = async (pollMs: number, database = house.database) => {
      const heard: number[] = []
      const follower = createFollower({
        database,
        log: testLog,
        pollMs,
        name: 'me',
        lost: () => undefined,
        apply: async (changes) => void heard.push(...changes.map(({ slot }) => slot)),
      })
      await follower.start(await findPosition(house.db))
      return { ...follower, heard }
    }
    const listen: Database<Tables>['listen'] = async (_channel, onNotify) => {
      ring = onNotify
      return async () => undefined
    }
    const polling = await follow(100)
    const listening = await follow(60_000, { ...house.database, listen })
    try {
      await noteChange(house.db, 910_001)
      ring('me')
      await expect.poll(() => polling.heard).toContain(910_001)
      expect(listening.heard).not.toContain(910_001)
      ring('another')
      await expect.poll(() => listening.heard).toContain(910_001)
    } finally {
      await Promise.all([polling.stop(), listening.stop()])
    }
  })
})

describe('a memory', () => {
  const loaded = async () => {
    const memory = new Memory({
      database: house.database,
      log: testLog,
      metrics: createMetrics('test'),
      megabytes: 64,
    })
    await expect.poll(() => memory.state).toBe('ready')
    const find = (search: Search) => findCandidates({ db: house.db, memory }, search, 10)
    return { find, stop: () => memory.stop() }
  }
  const questionOf = async (userId: string) => {
    const viewer = (await findViewer(house.db, userId))!
    return searchFor(viewer.person, viewer.wishes, house.clock.now())
  }

  it('memory learns of a swipe before the next question is answered', async () => {
    const cell = elsewhere()
    const [viewer, bob, carol] = await house.addPeople([{ cell }, { cell }, { cell }])
    const memory = await loaded()
    try {
      const search = await questionOf(viewer!)
      expect(await memory.find(search)).toHaveLength(2)
      await house.discovery.pass({ targetUserId: bob! }, await house.as(viewer!))
      expect(await memory.find(search)).toHaveLength(1)
      await house.discovery.like({ targetUserId: viewer!, kind: 'LIKE', message: '' }, await house.as(carol!))
      const [admirer] = await memory.find(search)
      expect(admirer).toEqual((await searchBySql(house.db, search, 10))[0])
    } finally {
      await memory.stop()
    }
  })

  it('a memory that did not follow the feed would show somebody again: the broken form is caught', async () => {
    const cell = elsewhere()
    const [viewer, bob] = await house.addPeople([{ cell }, { cell }])
    const memory = await loaded()
    const search = await questionOf(viewer!)
    expect(await memory.find(search)).toHaveLength(1)
    // It no longer follows the feed, as if it missed every swipe that others store.
    await memory.stop()
    await house.discovery.pass({ targetUserId: bob! }, await house.as(viewer!))
    expect(await memory.find(search)).not.toEqual(await searchBySql(house.db, search, 10))
  })
})
