import { type Kysely, sql } from '@kindred/db'
import { atMostEvery, type Clock } from '@kindred/kernel'

/** How large a service's database is, bytes, asked at most once a minute: the server looks at every file of it. */
export const databaseBytes = (db: Kysely<unknown>, clock: Clock): (() => Promise<number>) =>
  atMostEvery(60_000, clock, async () => {
    const { rows } = await sql<{ bytes: number }>`
      select pg_database_size(current_database())::float8 as bytes`.execute(db)
    return rows[0]!.bytes
  })
