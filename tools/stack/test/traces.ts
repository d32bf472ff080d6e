import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import pg from 'pg'

import type { Stack } from '../src/index.js'
import { serviceNames } from '../src/names.js'

/** A piece of stored data and where it lies. */
export interface Stored {
  readonly place: string
  readonly text: string
}

/** Every row of every table of all databases as text, bytes decoded beside their hexadecimal form. */
export async function dumpDatabases(stack: Pick<Stack, 'databases'>): Promise<Stored[]> {
  const dumps = await Promise.all(
    serviceNames.map((service) => dumpDatabase(service, stack.databases[service])),
  )
  return dumps.flat()
}

/** The same of one service. */
export async function dumpDatabase(service: string, url: string): Promise<Stored[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    const rows: Stored[] = []
    for (const { name } of tables.rows) {
      const found = await client.query<{ text: string }>(`select t::text as text from ${name} t`)
      rows.push(...found.rows.map(({ text }) => ({ place: `${service} ${name}`, text: readable(text) })))
    }
    return rows
  } finally {
    await client.end()
  }
}

/**
 * What was written in a conversation that ended, or beside a like, is sealed for a while, and evidence of a case is kept until it is over.
 */
export const isSealed = ({ place }: Stored): boolean =>
  /^((chat|discovery) public\.sealed_|safety public\.evidence)/.test(place)

/** The names of all tables, as `auth session`, in order; `safety audit.record` outside of the schema public. */
export async function listTables(stack: Pick<Stack, 'databases'>): Promise<string[]> {
  const found = await Promise.all(
    serviceNames.map(async (service) => {
      const client = new pg.Client(stack.databases[service])
      await client.connect()
      const { rows } = await client.query<{ name: string }>(
        `select concat(nullif(table_schema, 'public') || '.', table_name) as name from information_schema.tables
         where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
      )
      await client.end()
      return rows.map(({ name }) => `${service} ${name}`)
    }),
  )
  return found.flat().toSorted()
}

/** PostgreSQL writes bytes as \x68656c6c6f; inside a row the backslash is doubled. */
const readable = (row: string): string =>
  `${row} ${[...row.matchAll(/\\x([0-9a-f]{2,})/g)].map(([, hex]) => Buffer.from(hex ?? '', 'hex').toString('utf8')).join(' ')}`

/** Every file under a folder: its path and its bytes. */
export function dumpFiles(folder: string): Stored[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ place: path, text: `${path} ${readFileSync(path, 'latin1')}` }))
}

/** Where the needles are found, as `place: needle`. */
export function findTraces(haystack: readonly Stored[], needles: readonly string[]): string[] {
  const found = haystack.flatMap(({ place, text }) =>
    needles
      .filter((needle) => text.toLowerCase().includes(needle.toLowerCase()))
      .map((needle) => `${place}: ${needle}`),
  )
  return [...new Set(found)].sort()
}

/** Keeps a copy of every event that a service writes from now on, in a table that dumps show: delivered events are removed. */
export async function tapEvents(stack: Pick<Stack, 'databases'>): Promise<void> {
  for (const service of serviceNames) {
    const client = new pg.Client(stack.databases[service])
    await client.connect()
    await client.query(`create table tapped_event as select * from outbox_event;
      create function tap() returns trigger language plpgsql as 'begin insert into tapped_event select new.*; return new; end';
      create trigger tap after insert on outbox_event for each row execute function tap()`)
    await client.end()
  }
}

/** A whole number as text and as protobuf writes it, in the hexadecimal form of a dump. */
export const numberSpellings = (value: number): string[] => [String(value), varint(value)]

/** A position's coordinate as text, to a precision of some 10 metres, and as the bytes of a double and of a float. */
export function coordinateSpellings(degrees: number): string[] {
  const bytes = Buffer.alloc(20)
  bytes.writeDoubleLE(degrees, 0)
  bytes.writeDoubleBE(degrees, 8)
  bytes.writeFloatLE(degrees, 16)
  const hex = (from: number, to: number): string => bytes.subarray(from, to).toString('hex')
  return [degrees.toFixed(6).slice(0, -2), hex(0, 8), hex(8, 16), hex(16, 20)]
}

function varint(value: number): string {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]).toString('hex')
    bytes.push((rest % 128) + 128)
  }
}

/** An id as it may be written: with and without its dashes. */
export const spellings = (id: string): string[] => [id, id.replaceAll('-', '')]
