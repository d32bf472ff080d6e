import { type Kysely, type Migration, sql } from '@kindred/db'

/** The username at Telegram, for the one match with whom a person shares it. */
export const username: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table user_account add column username text not null default ''`.execute(db)
  },
}
