import { type Kysely, type Migration, sql } from '@kindred/db'

/** Quiet hours of whoever told no time zone. Null for whoever was known before: profile is asked once more. */
export const placeZones: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table person add column time_zone text`.execute(db)
  },
}
