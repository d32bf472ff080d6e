import { afterAll, beforeAll, expect, it } from 'vitest'

import { createTestDatabase, testLog } from '@kindred/testkit'

import { type Database, openDatabase, sql } from '../src/index.js'

let database: Database<unknown>
let drop: () => Promise<void>

beforeAll(async () => {
  const made = await createTestDatabase('copy')
  drop = made.drop
  // One connection: whoever does not give it back is found out by the next query.
  database = openDatabase({ url: made.url, name: 'copy-test', log: testLog, poolSize: 1 })
})

afterAll(async () => {
  await database.close()
  await drop()
})

const timeout = async (): Promise<string> =>
  (await sql<{ most: string }>`select current_setting('statement_timeout') as most`.execute(database.db))
    .rows[0]!.most

async function collect(text: string): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of database.copyOut(text)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

it('gives all bytes of a COPY and the connection back, bounded as before', async () => {
  const text = await collect('copy (select generate_series(1, 100000)) to stdout')
  expect(text.split('\n')).toHaveLength(100_001)
  expect(text.endsWith('99999\n100000\n')).toBe(true)
  expect(await timeout()).toBe('10s')
})

it('leaves no connection in the middle of a COPY when the reader stops', async () => {
  for await (const chunk of database.copyOut('copy (select generate_series(1, 10000000)) to stdout')) {
    expect(chunk.length).toBeGreaterThan(0)
    break
  }
  expect(await timeout()).toBe('10s')
})

it('throws what the server says, at the start and in the middle', async () => {
  await expect(collect('copy (select nothing) to stdout')).rejects.toThrow(/nothing/)
  await expect(
    collect('copy (select 1 / (5000 - n) from generate_series(1, 9999) n) to stdout'),
  ).rejects.toThrow(/division by zero/)
  expect(await timeout()).toBe('10s')
})
