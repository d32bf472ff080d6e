import { type Kysely, type Migration, sql } from '@kindred/db'

/** News for people with the badge. Null for whoever was known before: profile is asked once more. */
export const verifiedReaders: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table person add column is_verified boolean`.execute(db)
    await sql`alter table broadcast add column verified_only boolean not null default false`.execute(db)
  },
}
