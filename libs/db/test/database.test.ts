import type { Generated, Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { AppError } from '@kindred/kernel'
import { createTestDatabase, testLog } from '@kindred/testkit'

import {
  type Database,
  isUniqueViolation,
  listPending,
  migrate,
  openDatabase,
  sql,
  transact,
} from '../src/index.js'

interface Tables {
  account: { id: string; balance: number; born: string | null; seen_at: Generated<Date> }
}

let database: Database<Tables>
let url: string
let drop: () => Promise<void>

beforeAll(async () => {
  ;({ url, drop } = await createTestDatabase('db'))
  database = openDatabase<Tables>({ url, name: 'db-test', log: testLog })
  await sql`create table account (id text primary key, balance int8 not null, born date, seen_at timestamptz not null default now())`.execute(
    database.db,
  )
})

afterAll(async () => {
  await database.close()
  await drop()
})

describe('openDatabase', () => {
  it('gives the next free connection to what goes ahead, whoever waits longer', async () => {
    const small = openDatabase<Tables>({ url, name: 'db-test', poolSize: 1, log: testLog })
    const order: string[] = []
    const ask = async (db: typeof small.db, name: string): Promise<void> => {
      await sql`select ${name}::text`.execute(db)
      order.push(name)
    }
    try {
      const crowd = [1, 2, 3].map((at) => ask(small.db, `crowd ${at}`))
      const events = [1, 2].map((at) =>
        small.ahead.transaction().execute(async (trx) => {
          await sql`select 'the same name would be another statement here', ${at}::int`.execute(trx)
          await ask(trx, `event ${at}`)
        }),
      )
      await Promise.all([...crowd, ...events])
      expect(order).toEqual(['crowd 1', 'event 1', 'event 2', 'crowd 2', 'crowd 3'])
    } finally {
      await small.close()
    }
  })

  it('says that the database is not there to who waits too long for a connection, and has a place for the next', async () => {
    const small = openDatabase<Tables>({ url, name: 'db-test', poolSize: 1, log: testLog })
    try {
      await small.db.connection().execute(async () => {
        await expect(sql`select 1`.execute(small.ahead)).rejects.toMatchObject({
          code: 'DATABASE_UNAVAILABLE',
        })
      })
      const { rows } = await sql`select 1 as one`.execute(small.ahead)
      expect(rows).toEqual([{ one: 1 }])
    } finally {
      await small.close()
    }
  })

  it('reads int8 as a number, date as text and timestamptz as a Date', async () => {
    await database.db
      .insertInto('account')
      .values({ id: 'types', balance: 9007199254740991, born: '1990-02-03' })
      .execute()
    const row = await database.db
      .selectFrom('account')
      .selectAll()
      .where('id', '=', 'types')
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ balance: 9007199254740991, born: '1990-02-03' })
    expect(row.seen_at).toBeInstanceOf(Date)
    const { rows } = await sql<{
      n: number[]
      d: string[]
    }>`select array[1::int8, null] n, array['2000-01-02'::date] d`.execute(database.db)
    expect(rows[0]).toEqual({ n: [1, null], d: ['2000-01-02'] })
  })

  it('reads a timestamptz to the millisecond, and infinity', async () => {
    const { rows } = await sql<{ time: Date | number }>`
      select t as time from unnest(array[
        '2026-11-29 19:30:56.123456+00', '2026-02-28 23:59:59+00', '1969-12-31 23:59:59.9+00',
        '0099-01-01 00:00:00+00', '0044-03-15 12:00:00+00 BC', 'infinity'
      ]::timestamptz[]) t`.execute(database.db)
    expect(rows.map(({ time }) => (time instanceof Date ? time.toISOString() : time))).toEqual([
      '2026-11-29T19:30:56.123Z',
      '2026-02-28T23:59:59.000Z',
      '1969-12-31T23:59:59.900Z',
      '0099-01-01T00:00:00.000Z',
      '-000043-03-15T12:00:00.000Z',
      Infinity,
    ])
  })

  it('refuses an int8 that a number cannot hold', async () => {
    await expect(sql`select 9007199254740993::int8`.execute(database.db)).rejects.toThrow(/beyond 2\^53/)
  })

  it('names itself to the server and bounds every statement', async () => {
    const { rows } = await sql<{ name: string; most: string }>`
      select current_setting('application_name') as name, current_setting('statement_timeout') as most`.execute(
      database.db,
    )
    expect(rows[0]).toEqual({ name: 'db-test', most: '10s' })
  })

  it('prepares queries with parameters by name', async () => {
    await database.db.connection().execute(async (db) => {
      for (const id of ['a', 'b'])
        await db.selectFrom('account').select('balance').where('id', '=', id).execute()
      const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(
        db,
      )
      expect(rows.map((row) => row.statement)).toContain('select "balance" from "account" where "id" = $1')
    })
  })

  it('tells how many rows a change met', async () => {
    const result = await database.db.deleteFrom('account').where('id', '=', 'nobody').executeTakeFirst()
    expect(result.numDeletedRows).toBe(0n)
  })

  it('lets a broken rule of the database through, so that a store can tell which', async () => {
    const insert = () =>
      database.db.insertInto('account').values({ id: 'twice', balance: 1, born: null }).execute()
    await insert()
    const error = await insert().catch((thrown: unknown) => thrown)
    expect(isUniqueViolation(error)).toBe(true)
    expect(isUniqueViolation(error, 'account_pkey')).toBe(true)
    expect(isUniqueViolation(error, 'other')).toBe(false)
  })

  it('answers DATABASE_UNAVAILABLE when nothing listens', async () => {
    const nowhere = openDatabase({ url: 'postgres://a@127.0.0.1:1/b', name: 'nowhere', log: testLog })
    await expect(nowhere.ping()).rejects.toMatchObject({ kind: 'unavailable', code: 'DATABASE_UNAVAILABLE' })
    await expect(nowhere.listen('c', () => undefined)).rejects.toBeInstanceOf(AppError)
    await nowhere.close()
  })

  it('answers DATABASE_TIMEOUT for a statement that takes too long', async () => {
    const slow = database.db.connection().execute(async (db) => {
      await sql`set statement_timeout = 20`.execute(db)
      try {
        await sql`select pg_sleep(5)`.execute(db)
      } finally {
        await sql`reset statement_timeout`.execute(db)
      }
    })
    await expect(slow).rejects.toMatchObject({ kind: 'deadline', code: 'DATABASE_TIMEOUT' })
  })

  it('survives a session that the server ends while idle', async () => {
    await database.ping()
    const other = openDatabase({ url, name: 'killer', log: testLog })
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'db-test'`.execute(
      other.db,
    )
    await other.close()
    await expect
      .poll(() =>
        database.ping().then(
          () => 'up',
          () => 'down',
        ),
      )
      .toBe('up')
  })

  it('gives nobody a connection that the server has just ended', async () => {
    const own = openDatabase({ url, name: 'db-ended', poolSize: 1, log: testLog })
    const ended = sql`select pg_terminate_backend(pg_backend_pid())`.execute(own.db)
    const next = ended.then(
      () => undefined,
      () => sql<{ n: number }>`select 1 as n`.execute(own.db),
    )
    await expect(ended).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    expect((await next)?.rows).toEqual([{ n: 1 }])
    await own.close()
  })

  it('survives a session that the server ends inside a transaction', async () => {
    const work = transact(database.db, async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
      const other = openDatabase({ url, name: 'killer', log: testLog })
      await sql`select pg_terminate_backend(${rows[0]!.pid}, 2000)`.execute(other.db)
      await other.close()
      await sql`select 1`.execute(trx)
    })
    await expect(work).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    await database.ping()
  })

  it('goes on after a migration elsewhere changed the columns of a prepared query', async () => {
    const read = () => database.db.selectFrom('account').selectAll().where('id', '=', 'x').execute()
    const readInside = () =>
      transact(database.db, (trx) => trx.selectFrom('account').selectAll().where('id', '=', 'x').execute())
    await Promise.all([read(), read(), readInside()])
    await sql`alter table account add column nick text`.execute(database.db)
    await expect(Promise.all([read(), read(), readInside(), readInside()])).resolves.toHaveLength(4)
  })
})

describe('transact', () => {
  it('rolls back when the work throws', async () => {
    const failed = transact(database.db, async (trx) => {
      await trx.insertInto('account').values({ id: 'gone', balance: 1, born: null }).execute()
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    const rows = await database.db.selectFrom('account').selectAll().where('id', '=', 'gone').execute()
    expect(rows).toEqual([])
  })

  it('joins a transaction that is open', async () => {
    const failed = transact(database.db, async (outer) => {
      await transact(outer, (trx) =>
        trx.insertInto('account').values({ id: 'inner', balance: 1, born: null }).execute(),
      )
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    const rows = await database.db.selectFrom('account').selectAll().where('id', '=', 'inner').execute()
    expect(rows).toEqual([])
  })

  it('runs both of two transactions that deadlock', async () => {
    await database.db
      .insertInto('account')
      .values([
        { id: 'left', balance: 0, born: null },
        { id: 'right', balance: 0, born: null },
      ])
      .execute()
    const meet = barrier(2)
    let runs = 0
    const add = (first: string, second: string) =>
      transact(database.db, async (trx) => {
        runs++
        await trx
          .updateTable('account')
          .set((eb) => ({ balance: eb('balance', '+', 1) }))
          .where('id', '=', first)
          .execute()
        await meet()
        await trx
          .updateTable('account')
          .set((eb) => ({ balance: eb('balance', '+', 1) }))
          .where('id', '=', second)
          .execute()
      })
    await Promise.all([add('left', 'right'), add('right', 'left')])
    const rows = await database.db
      .selectFrom('account')
      .select('balance')
      .where('id', 'in', ['left', 'right'])
      .execute()
    expect(rows).toEqual([{ balance: 2 }, { balance: 2 }])
    // One of the two is run again; under load the other, too.
    expect([3, 4]).toContain(runs)
  })

  it('gives up with DATABASE_BUSY after five attempts', async () => {
    let runs = 0
    const failed = transact(database.db, async (trx) => {
      runs++
      await sql`do $$ begin raise exception 'clash' using errcode = '40001'; end $$`.execute(trx)
    })
    await expect(failed).rejects.toMatchObject({ kind: 'unavailable', code: 'DATABASE_BUSY' })
    expect(runs).toBe(5)
  })
})

describe('migrate', () => {
  it('runs each migration once when two services start at the same moment', async () => {
    const fresh = await createTestDatabase('migrate')
    const open = () => openDatabase<Tables>({ url: fresh.url, name: 'migrate', log: testLog })
    const [one, other] = [open(), open()]
    const migrations = {
      '0001-a': {
        up: async (db: Database<Tables>['db']) =>
          void (await sql`create table a (id int); select pg_sleep(0.1)`.execute(db)),
      },
      '0002-b': {
        up: async (db: Database<Tables>['db']) => void (await sql`create table b (id int)`.execute(db)),
      },
    }
    const ran = await Promise.all([migrate(one, migrations), migrate(other, migrations)])
    expect(ran.flat().sort()).toEqual(['0001-a', '0002-b'])
    expect(await migrate(one, migrations)).toEqual([])
    await Promise.all([one.close(), other.close()])
    await fresh.drop()
  })

  it('leaves a newer version what only that knows, and runs what is its own', async () => {
    const fresh = await createTestDatabase('migrate')
    const database = openDatabase<Tables>({ url: fresh.url, name: 'migrate', log: testLog })
    const make = (table: string) => ({
      up: (db: Kysely<unknown>) => db.schema.createTable(table).execute(),
    })
    const old = { '0001-a': make('a') }
    expect(await migrate(database, { ...old, '0002-newer': make('newer') })).toEqual(['0001-a', '0002-newer'])
    expect(await migrate(database, old)).toEqual([])
    expect(await listPending(database, old)).toEqual([])
    const patched = { ...old, '0001-b': make('b') }
    expect((await listPending(database, patched)).map(({ name }) => name)).toEqual(['0001-b'])
    expect(await migrate(database, patched)).toEqual(['0001-b'])
    await database.close()
    await fresh.drop()
  })

  it('throws what a migration throws and leaves nothing of it', async () => {
    const broken = {
      '0001-a': {
        up: async (db: Database<Tables>['db']) =>
          void (await sql`create table half (id int); select 1/0`.execute(db)),
      },
    }
    await expect(migrate(database, broken)).rejects.toThrow('division by zero')
    const { rows } = await sql<{ name: string | null }>`select to_regclass('half')::text as name`.execute(
      database.db,
    )
    expect(rows).toEqual([{ name: null }])
  })
})

function barrier(count: number): () => Promise<void> {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  let arrived = 0
  return () => {
    if (++arrived >= count) open()
    return opened
  }
}
