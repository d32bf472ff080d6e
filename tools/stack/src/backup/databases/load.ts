import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

import { migrate, openDatabase, openSession, type Session } from '@kindred/db'
import type { Log } from '@kindred/kernel'

import type { ServiceName } from '../../names.js'
import { StartFailure } from '../../start-failure.js'
import type { SavedDatabase, SavedTable } from '../manifest.js'
import type { Repository } from '../repository.js'
import { hashRows, listShapes } from '../tables.js'
import { migrationsOf } from './migrations.js'

const unpacked = promisify(gunzip)

/** Which database of a set goes where. */
interface Load {
  readonly service: ServiceName
  readonly saved: SavedDatabase
  /** An empty database, by the role that is to own its tables. */
  readonly url: string
  readonly log: Log
}

/** Fills an empty database, all of it or nothing, and compares every table with what was saved. */
export async function loadDatabase(
  repository: Repository,
  { service, saved, url, log }: Load,
): Promise<void> {
  await makeTables({ service, saved, url, log })
  const session = await openSession({ url, name: 'kindred restore' })
  try {
    await refuseOtherTables(session, service, saved)
    await session.query('begin')
    const references = await dropReferences(session)
    for (const table of saved.tables) await fill(session, repository, table)
    for (const { table, name, definition } of references)
      await session.query(`alter table ${table} add constraint ${name} ${definition}`)
    await setSequences(session, saved)
    await compare(session, service, saved)
    await session.query('commit')
    await session.query('analyze')
  } finally {
    await session.close()
  }
}

async function makeTables({ service, saved, url, log }: Load): Promise<void> {
  const database = openDatabase({ url, name: 'kindred restore', poolSize: 1, log })
  try {
    await migrate(database, migrationsOf(service, saved.migrations))
  } finally {
    await database.close()
  }
}

async function refuseOtherTables(
  session: Session,
  service: ServiceName,
  saved: SavedDatabase,
): Promise<void> {
  const describe = (tables: readonly { name: string; columns: readonly string[] }[]): string[] =>
    tables.flatMap(({ name, columns }) => columns.map((column) => `${name} ${column}`)).sort()
  const [made, wanted] = [describe(await listShapes(session)), describe(saved.tables)]
  const other = [
    ...made.filter((one) => !wanted.includes(one)),
    ...wanted.filter((one) => !made.includes(one)),
  ]
  if (other.length > 0)
    throw new StartFailure(
      `The tables of ${service} in this set are not those of its migrations (${other[0]}): restore it with the version of Kindred that made it.`,
    )
}

interface Reference {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/** Foreign keys would ask for an order of the tables and be checked row by row; they are made anew when all rows are there. */
async function dropReferences(session: Session): Promise<Reference[]> {
  const references = await session.query<Reference>(`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' order by 1, 2`)
  for (const { table, name } of references)
    await session.query(`alter table ${table} drop constraint ${name}`)
  return references
}

async function fill(session: Session, repository: Repository, table: SavedTable): Promise<void> {
  const { name, columns, pieces } = table
  // What a migration has put there is in the set as it was later.
  const [found] = await session.query<{ is_filled: boolean }>(
    `select exists (select from ${name}) as is_filled`,
  )
  if (found!.is_filled) await session.query(`delete from ${name}`)
  if (pieces.length === 0) return
  async function* rows(): AsyncIterable<Buffer> {
    for (const piece of pieces) yield unpacked(await repository.get(piece))
  }
  await session.copyIn(`copy ${name} (${columns.join(', ')}) from stdin`, rows())
}

async function setSequences(session: Session, { sequences }: SavedDatabase): Promise<void> {
  for (const { name, table, column, value } of sequences)
    await (table === null
      ? session.query('select setval($1, $2)', [name, value])
      : session.query('select setval(pg_get_serial_sequence($1, $2), $3)', [table, column, value]))
}

/** Compares what is in a database with what was saved of it, row by row. */
async function compare(session: Session, service: ServiceName, saved: SavedDatabase): Promise<void> {
  for (const table of saved.tables) {
    const { rows, hash } = await hashRows(session, table)
    if (rows !== table.rows || hash !== table.hash)
      throw new StartFailure(
        `${service} ${table.name} did not come back as it was saved (${rows} rows of ${table.rows}): nothing was changed. Take another set with --set.`,
      )
  }
}
