import { afterAll, beforeAll, expect, it } from 'vitest'

import { createTestDatabase, testLog } from '@kindred/testkit'

import { createStatement, type Database, openDatabase, sql, transact } from '../src/index.js'

let own: Database<unknown>
let drop: () => Promise<void>
beforeAll(async () => {
  const database = await createTestDatabase('statement')
  own = openDatabase({ url: database.url, name: 'test', log: testLog })
  drop = () => database.drop()
})
afterAll(async () => {
  await own.close()
  await drop()
})

it('is built once, and run with other values each time, in a transaction too', async () => {
  let built = 0
  const statement = createStatement<{ one: number; many: number[] }, { sum: number; has: boolean }>(
    (param) => {
      built++
      const one = sql`${param(({ one }) => one)}::integer`
      return sql`select ${one} + ${one} + ${1}::integer as sum, ${one} = any(${param(({ many }) => many)}::integer[]) as has`
    },
  )
  expect(await statement(own.db, { one: 2, many: [2] })).toEqual([{ sum: 5, has: true }])
  expect(await transact(own.db, (trx) => statement(trx, { one: 4, many: [] }))).toEqual([
    { sum: 9, has: false },
  ])
  expect(built).toBe(1)
})

it('has one number for each value', async () => {
  const statement = createStatement<number, { text: string }>((param) => {
    const value = sql`${param((given) => given)}::integer`
    return sql`select query as text from pg_stat_activity where pid = pg_backend_pid() and ${value} = ${value}`
  })
  const [row] = await statement(own.db, 7)
  expect(row?.text).toContain('$1')
  expect(row?.text).not.toContain('$2')
})
