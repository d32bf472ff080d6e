import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createTestDatabase, openTcpProxy, type TcpProxy, testLog } from '@kindred/testkit'

import { type Database, openDatabase, sql, transact } from '../src/index.js'

let url: string
let drop: () => Promise<void>
let proxy: TcpProxy
/** Through the proxy, and beside it. */
let database: Database<object>
let witness: Database<object>

beforeAll(async () => {
  ;({ url, drop } = await createTestDatabase('half'))
  witness = openDatabase({ url, name: 'witness', log: testLog })
  await sql`create table thing (id int primary key, n int not null)`.execute(witness.db)
  await sql`insert into thing values (1, 0)`.execute(witness.db)
})
afterAll(async () => {
  await witness.close()
  await drop()
})

beforeEach(async () => {
  proxy = await openTcpProxy(Number(new URL(url).port))
  database = openDatabase({ url: proxy.through(url), name: 'half', poolSize: 3, log: testLog })
  return async () => {
    proxy.heal()
    proxy.cut()
    await database.close()
    await proxy.close()
  }
})

const isUp = (): Promise<string> =>
  database.ping().then(
    () => 'up',
    () => 'down',
  )
const patient = { timeout: 60_000, interval: 200 }
const notify = (payload: string) => sql`select pg_notify('news', ${payload})`.execute(witness.db)

describe('a line that swallows everything', { timeout: 120_000 }, () => {
  it('does not keep notifications away: another one is opened, and the listener is told to look', async () => {
    const heard: string[] = []
    await database.listen(
      'news',
      (payload) => heard.push(payload),
      () => heard.push('look'),
    )
    await notify('one')
    await expect.poll(() => heard, patient).toEqual(['one'])
    proxy.swallow()
    await notify('lost')
    proxy.heal()
    await expect.poll(() => heard, patient).toEqual(['one', 'look'])
    await notify('two')
    await expect.poll(() => heard, patient).toEqual(['one', 'look', 'two'])
  })

  it('does not hold a query, nor any of the pool, for as long as it lasts', async () => {
    await database.listen('news', () => undefined)
    await Promise.all([1, 2, 3].map(() => sql`select pg_sleep(0.2)`.execute(database.db)))
    proxy.swallow()
    const caught = [1, 2, 3].map(() => database.ping())
    proxy.heal()
    const ends = await Promise.allSettled(caught)
    expect(ends.map((end) => (end as PromiseRejectedResult).reason)).toMatchObject(
      Array(3).fill({ code: 'DATABASE_UNAVAILABLE' }),
    )
    await expect.poll(isUp, patient).toBe('up')
  })

  it('takes the locks of its transaction with it', async () => {
    await database.listen('news', () => undefined)
    const caught = transact(database.db, async (trx) => {
      await sql`update thing set n = n + 1 where id = 1`.execute(trx)
      proxy.swallow()
      const next = sql`select 1`.execute(trx)
      proxy.heal()
      await next
    })
    await expect(caught).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    const write = () =>
      sql`update thing set n = n + 1 where id = 1`.execute(witness.db).then(
        () => 'written',
        () => 'held',
      )
    await expect.poll(write, patient).toBe('written')
  })

  it('is told from a slow statement, which runs to its end', async () => {
    await database.listen('news', () => undefined)
    const slow = sql<{ n: number }>`select 1 as n from pg_sleep(4)`.execute(database.db)
    expect((await slow).rows).toEqual([{ n: 1 }])
  })

  it('ends a partition only for as long as it lasts', async () => {
    await database.listen('news', () => undefined)
    await isUp()
    proxy.swallow()
    const during = await Promise.all([1, 2, 3, 4].map(isUp))
    expect(during).toContain('down')
    proxy.heal()
    await expect.poll(isUp, patient).toBe('up')
  })
})
