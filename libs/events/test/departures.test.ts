import { createHash } from 'node:crypto'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Database, migrate, openDatabase, sql, transact } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { createTestDatabase, testLog } from '@kindred/testkit'

import {
  departureKeptMs,
  eventLifeMs,
  findDeparture,
  forgetDepartures,
  hasLeft,
  listDeparted,
  lockPeople,
  removeDeparture,
  saveDeparture,
} from '../src/departures/index.js'
import { eventMigrations, type EventTables } from '../src/index.js'
import { createCleaner } from './world.js'

const cleaner = createCleaner()
let database: Database<EventTables>

beforeEach(async () => {
  const { url, drop } = await createTestDatabase('departures')
  cleaner.later(drop)
  database = openDatabase<EventTables>({ url, name: 'departures', log: testLog })
  cleaner.later(() => database.close())
})
afterEach(() => cleaner.clean())

const [noon, later] = [new Date('2026-06-01T12:00:00Z'), new Date('2026-06-01T13:00:00Z')]
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

describe('departures', () => {
  it('finds the latest departure among ids until it is removed', async () => {
    await migrate(database, eventMigrations)
    const [ann, bob, eve] = [newId(), newId(), newId()]
    await saveDeparture(database.db, ann, noon)
    await saveDeparture(database.db, bob, later)
    expect(await findDeparture(database.db, ann, bob, eve)).toEqual(later)
    expect(await hasLeft(database.db, eve)).toBe(false)
    await removeDeparture(database.db, bob)
    expect(await findDeparture(database.db, ann, bob, eve)).toEqual(noon)
    await saveDeparture(database.db, ann, later)
    expect(await findDeparture(database.db, ann)).toEqual(later)
  })

  it('tells who among many left', async () => {
    await migrate(database, eventMigrations)
    const [ann, bob, eve] = [newId(), newId(), newId()]
    await saveDeparture(database.db, ann, noon)
    await saveDeparture(database.db, bob, later)
    expect(await listDeparted(database.db, [ann, eve, bob, ann])).toEqual(new Set([ann, bob]))
    expect(await listDeparted(database.db, [])).toEqual(new Set())
  })

  it('stores a digest of an id and never the id', async () => {
    await migrate(database, eventMigrations)
    const ann = newId()
    await saveDeparture(database.db, ann, noon)
    const rows = await database.db.selectFrom('departure').selectAll().execute()
    expect(rows).toEqual([{ digest: sha256(ann), left_at: noon }])
  })

  it('forgets departures when their time is over, and not before', async () => {
    await migrate(database, eventMigrations)
    const ann = newId()
    await saveDeparture(database.db, ann, noon)
    const forget = (ms: number) =>
      forgetDepartures.run({ db: database.db, clock: { now: () => new Date(noon.getTime() + ms) } })
    await forget(departureKeptMs - 1)
    expect(await hasLeft(database.db, ann)).toBe(true)
    await forget(departureKeptMs)
    expect(await hasLeft(database.db, ann)).toBe(false)
  })

  it('outlive every event that is still applied, also one of a publisher that learnt of them last', () => {
    expect(departureKeptMs).toBeGreaterThanOrEqual(2 * eventLifeMs)
  })

  it.each([
    { service: 'profile or discovery', table: 'departure', digest: 'person', time: 'left_at', prefix: '' },
    { service: 'media', table: 'departed', digest: 'digest', time: 'departed_at', prefix: 'person ' },
    { service: 'chat', table: 'tombstone', digest: 'digest', time: 'buried_at', prefix: 'person ' },
    {
      service: 'chat, of a match,',
      table: 'tombstone',
      digest: 'digest',
      time: 'buried_at',
      prefix: 'match ',
    },
  ])('still knows a departure that an older $service stored', async ({ table, digest, time, prefix }) => {
    const ann = newId()
    const [name, digestColumn, timeColumn] = [sql.table(table), sql.ref(digest), sql.ref(time)]
    await sql`create table ${name} (${digestColumn} bytea primary key, ${timeColumn} timestamptz not null)`.execute(
      database.db,
    )
    await sql`insert into ${name} values (${sha256(prefix + ann)}, ${noon})`.execute(database.db)
    await migrate(database, eventMigrations)
    expect(await findDeparture(database.db, ann)).toEqual(noon)
    await removeDeparture(database.db, ann)
    expect(await hasLeft(database.db, ann)).toBe(false)
  })
})

describe('locking people', () => {
  it('lets one transaction at a time lock a person, in whatever order people are named', async () => {
    const [ann, bob] = [newId(), newId()]
    let inside = 0
    const work = (...ids: string[]) =>
      transact(database.db, async (trx) => {
        await lockPeople(trx, ...ids)
        inside += 1
        const alone = inside === 1
        await sql`select 1`.execute(trx)
        inside -= 1
        return alone
      })
    const orders = [[ann, bob], [bob, ann], [bob], [ann, bob, ann]].flatMap((ids) => [ids, ids])
    // All of these share bob.
    expect(await Promise.all(orders.map((ids) => work(...ids)))).toEqual(orders.map(() => true))
  })
})
