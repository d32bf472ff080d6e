import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import pg from 'pg'

import { type Stack } from '../src/index.js'
import { serviceNames } from '../src/names.js'

/** A piece of stored data and where it lies. */
export interface Stored {
  readonly place: string
  readonly text: string
}

/** Every row of every table of the five databases as text, bytes decoded beside their hexadecimal form. */
export async function dumpDatabases(stack: Pick<Stack, 'databases'>): Promise<Stored[]> {
  const dumps = await Promise.all(serviceNames.map((service) => dumpDatabase(service, stack.databases[service])))
  return dumps.flat()
}

async function dumpDatabase(service: string, url: string): Promise<Stored[]> {
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
    needles.filter((needle) => text.toLowerCase().includes(needle.toLowerCase())).map((needle) => `${place}: ${needle}`),
  )
  return [...new Set(found)].sort()
}

/** An id as it may be written: with and without its dashes, and as raw bytes read as text. */
export const spellings = (id: string): string[] => [id, id.replaceAll('-', '')]
