import { type Migration, Migrator, sql } from 'kysely'

import type { Database } from './open-database.js'
import { statementTimeoutMs } from './session.js'

/** Runs the migrations that were not run yet, on one session, in the order of their names and under a lock; returns those names. */
export function migrate<Tables>(
  database: Database<Tables>,
  migrations: Record<string, Migration>,
): Promise<string[]> {
  return database.direct.connection().execute(async (db) => {
    // Waiting for another migrator, or for a large index, may take longer than a query is allowed to.
    await sql`set statement_timeout = 0`.execute(db)
    try {
      const migrator = new Migrator({
        db,
        provider: { getMigrations: async () => migrations },
        // A service and each library that brings tables number their own migrations.
        allowUnorderedMigrations: true,
      })
      const { error, results } = await migrator.migrateToLatest()
      if (error !== undefined) throw error as Error
      return (results ?? []).map((result) => result.migrationName)
    } finally {
      await sql`set statement_timeout = ${sql.lit(statementTimeoutMs)}`.execute(db)
    }
  })
}
