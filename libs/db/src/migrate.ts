import {
  DEFAULT_MIGRATION_TABLE,
  type Kysely,
  type Migration as KyselyMigration,
  type MigrationProvider,
  Migrator,
  sql,
} from 'kysely'

import type { Database } from './open-database.js'
import { statementTimeoutMs } from './session.js'

/** A step of a database, and what whoever runs it should know before. Without a mark, instances of the version before go on beside it. */
export interface Migration extends KyselyMigration {
  /** What fails in instances of the version before from then on. */
  readonly breaks?: string
  /** Tables that it writes anew: each is locked meanwhile, and takes its room on the disk twice. */
  readonly rewrites?: readonly string[]
}

/** A migration that was not run yet; `bytes` is the present size of the tables that it writes anew, with their indexes. */
export interface PendingMigration {
  readonly name: string
  readonly breaks?: string | undefined
  readonly rewrites: readonly string[]
  readonly bytes: number
}

/**
 * Runs the migrations that were not run yet, on one session, in the order of their names and under a lock; returns those names. Those
 * that only a newer version knows are left as they are: the version before starts again while that one comes, or is taken back.
 */
export function migrate<Tables>(
  database: Database<Tables>,
  migrations: Record<string, Migration>,
): Promise<string[]> {
  return database.direct.connection().execute(async (db) => {
    // Waiting for another migrator, or for a large index, may take longer than a query is allowed to.
    await sql`set statement_timeout = 0`.execute(db)
    // Kysely's own lock comes after what is read here, so that another version could add to that meanwhile.
    await sql`select pg_advisory_lock(hashtext('kindred migrate'))`.execute(db)
    try {
      const all = { ...(await newerThan(db, migrations)), ...migrations }
      const { error, results } = await createMigrator(db, all).migrateToLatest()
      if (error !== undefined) throw error as Error
      return (results ?? []).map((result) => result.migrationName)
    } finally {
      await sql`select pg_advisory_unlock(hashtext('kindred migrate'))`.execute(db)
      await sql`set statement_timeout = ${sql.lit(statementTimeoutMs)}`.execute(db)
    }
  })
}

/** The migrations that `migrate` would run, in their order; changes nothing. */
export async function listPending<Tables>(
  { db }: Database<Tables>,
  migrations: Record<string, Migration>,
): Promise<PendingMigration[]> {
  const known = await createMigrator(db, migrations).getMigrations()
  const pending: PendingMigration[] = []
  for (const { name, executedAt } of known) {
    if (executedAt !== undefined) continue
    const { breaks, rewrites = [] } = migrations[name]!
    pending.push({ name, breaks, rewrites, bytes: await sizeOf(db, rewrites) })
  }
  return pending
}

async function sizeOf<Tables>(db: Kysely<Tables>, tables: readonly string[]): Promise<number> {
  const { rows } = await sql<{ bytes: string }>`
    select coalesce(sum(pg_total_relation_size(to_regclass(name))), 0) as bytes
    from unnest(${sql.val(tables)}::text[]) name`.execute(db)
  return Number(rows[0]!.bytes)
}

const createMigrator = <Tables>(db: Kysely<Tables>, migrations: Record<string, Migration>): Migrator =>
  new Migrator({
    db,
    provider: { getMigrations: async () => migrations } satisfies MigrationProvider,
    // A service and each library that brings tables number their own migrations.
    allowUnorderedMigrations: true,
  })

/** What the database has had and this version does not know, as steps that were made; Kysely takes them for lost otherwise. */
async function newerThan<Tables>(
  db: Kysely<Tables>,
  migrations: Record<string, Migration>,
): Promise<Record<string, Migration>> {
  const table = sql.lit(DEFAULT_MIGRATION_TABLE)
  const { rows: exists } = await sql`select where to_regclass(${table}) is not null`.execute(db)
  if (exists.length === 0) return {}
  const { rows } = await sql<{
    name: string
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db)
  const newer = rows.filter(({ name }) => migrations[name] === undefined)
  return Object.fromEntries(newer.map(({ name }) => [name, { up: async () => undefined }]))
}
