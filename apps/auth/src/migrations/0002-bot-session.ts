import { type Kysely, type Migration, sql } from '@kindred/db'

/** Each person has one session with the bot at most. */
export const botSession: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table session add column of_bot boolean not null default false`.execute(db)
    await sql`create unique index session_of_bot on session (user_id) where of_bot and revoked_at is null`.execute(
      db,
    )
  },
}
