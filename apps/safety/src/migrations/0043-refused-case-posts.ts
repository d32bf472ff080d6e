import { type Kysely, type Migration, sql } from '@kindred/db'

/**
 * Counts how often in a row a chat did not take a case. Open cases that a chat refused as a whole were taken for told: they are posted now.
 */
export const refusedCasePosts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table case_post add column refusals integer not null default 0`.execute(db)
    await sql`update case_post set version = 0 where message_id is null and is_open`.execute(db)
  },
}
