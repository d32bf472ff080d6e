import { type Kysely, type Migration, sql } from '@kindred/db'

/** Whether only the person may write the first message of a conversation. */
export const firstWriter: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table participant add column writes_first boolean not null default false`.execute(db)
  },
}
