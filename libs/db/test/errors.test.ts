import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTestDatabase, type TestDatabase, testLog } from '@kindred/testkit'

import { type Database, openDatabase, sql } from '../src/index.js'

let home: TestDatabase
let database: Database<unknown>
beforeAll(async () => {
  home = await createTestDatabase()
  database = openDatabase({ url: home.url, name: 'errors-test', log: testLog })
})
afterAll(async () => {
  await database.close()
  await home.drop()
})

const raise = (code: string) =>
  sql
    .raw(`do $$ begin raise exception using errcode = '${code}', message = 'as told' ; end $$`)
    .execute(database.db)

describe('what a server cannot do right now', () => {
  it.each([
    ['25006', 'DATABASE_READ_ONLY'],
    ['28000', 'DATABASE_LOGIN_REFUSED'],
    ['28P01', 'DATABASE_LOGIN_REFUSED'],
    ['53000', 'DATABASE_EXHAUSTED'],
    ['53100', 'DATABASE_FULL'],
    ['53200', 'DATABASE_OUT_OF_MEMORY'],
    ['53300', 'DATABASE_TOO_MANY_CONNECTIONS'],
    ['53400', 'DATABASE_EXHAUSTED'],
    ['57P03', 'DATABASE_UNAVAILABLE'],
    ['58030', 'DATABASE_UNAVAILABLE'],
  ])('is 503 with a code of its own: SQLSTATE %s', async (state, code) => {
    await expect(raise(state)).rejects.toMatchObject({ kind: 'unavailable', code, retryAfter: 1 })
  })

  it('is 503 where the password is no longer the right one, as after a change at the server alone', async () => {
    const url = new URL(home.url)
    url.username = 'nobody_of_this_name'
    const stranger = openDatabase({ url: url.toString(), name: 'errors-stranger', log: testLog })
    const asked = sql`select 1`.execute(stranger.db)
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable', code: 'DATABASE_LOGIN_REFUSED' })
    await stranger.close()
  })

  it('is not taken for a fault of the query', async () => {
    await expect(raise('23505')).rejects.toMatchObject({ code: '23505' })
  })

  it('is found by a check, which makes the server write, before a query meets it', async () => {
    await database.check()
    const { rows } = await sql<{ files: number }>`
      select pg_stat_force_next_flush() is null as flushed, temp_files as files
      from pg_stat_database where datname = current_database()`.execute(database.db)
    const before = rows[0]!.files
    await raise('53100').catch(() => undefined)
    await database.check()
    const written = async () =>
      (
        await sql<{ files: number }>`select temp_files as files from pg_stat_database
        where datname = current_database()`.execute(database.db)
      ).rows[0]!.files
    await expect.poll(written).toBeGreaterThan(before)
  })
})
