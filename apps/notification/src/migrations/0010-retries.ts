import { type Kysely, type Migration, sql } from '@kindred/db'

/** What fails again and again is tried ever more rarely. */
export const retries: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table recipient add column retries integer not null default 0`.execute(db)
  },
}
