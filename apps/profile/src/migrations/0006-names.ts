import { type Kysely, type Migration, sql } from '@kindred/db'

/** Staff looks for people by the beginning of their name. */
export const names: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index profile_by_name on profile (lower(name) text_pattern_ops)`.execute(db)
  },
}
