import { afterAll, beforeAll, expect, it } from 'vitest'

import { createTestClock, createTestDatabase, testLog } from '@kindred/testkit'

import { createDatabaseClock, type Database, openDatabase, removeOld, sql } from '../src/index.js'

interface Tables {
  note: { id: number; at: Date }
}

const dayMs = 24 * 3_600_000
let database: Database<Tables>
let drop: () => Promise<void>

beforeAll(async () => {
  const place = await createTestDatabase('db')
  drop = place.drop
  database = openDatabase<Tables>({ url: place.url, name: 'clock-test', log: testLog })
  await sql`create table note (id int primary key, at timestamptz not null)`.execute(database.db)
})
afterAll(async () => {
  await database.close()
  await drop()
})

const databaseTime = async (): Promise<number> => {
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(database.db)
  return rows[0]!.at.getTime()
}

it.each([
  ['8 s behind', -8_000],
  ['10 min ahead', 600_000],
  ['10 min behind', -600_000],
  ['400 days ahead', 400 * dayMs],
])('shows the database’s time on a machine whose clock is %s', async (_name, offMs) => {
  const machine = createTestClock(new Date((await databaseTime()) + offMs))
  const clock = createDatabaseClock(database.db, machine)
  expect(clock.skewMs).toBeUndefined()
  await clock.sync()
  expect(Math.abs(clock.now().getTime() - (await databaseTime()))).toBeLessThan(2_000)
  expect(Math.abs(clock.skewMs! - offMs)).toBeLessThan(2_000)
})

it('is not moved when the machine’s clock is', async () => {
  const machine = createTestClock()
  const clock = createDatabaseClock(database.db, machine)
  await clock.sync()
  const before = clock.now().getTime()
  machine.advance(400 * dayMs)
  const gone = clock.now().getTime() - before
  expect(gone).toBeGreaterThanOrEqual(0)
  expect(gone).toBeLessThan(dayMs)
  await clock.sync()
  expect(clock.skewMs).toBeGreaterThan(399 * dayMs)
})

it('removes what is old, a bounded number of rows at a time', async () => {
  await sql`insert into note select n, now() - interval '1 hour' * (n - 3) from generate_series(1, 10) n`.execute(
    database.db,
  )
  const before = new Date((await databaseTime()) - 60_000)
  const remove = () => removeOld(database.db, { table: 'note', column: 'at', before }, 4)
  expect([await remove(), await remove(), await remove()]).toEqual([4, 3, 0])
  expect(await database.db.selectFrom('note').select('id').orderBy('id').execute()).toEqual([
    { id: 1 },
    { id: 2 },
    { id: 3 },
  ])
})
