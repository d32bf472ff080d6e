import { type Kysely, type Migration, sql } from '@kindred/db'

/** What bots send by themselves takes room under Telegram's limit as well. */
export const ownMessages: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table own_message (told_at timestamptz not null, messages integer not null)`.execute(db)
    await sql`create index own_message_told on own_message (told_at)`.execute(db)
  },
}
