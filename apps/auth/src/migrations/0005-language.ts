import { type Kysely, type Migration, sql } from '@kindred/db'

/** A chosen language, beside the one that Telegram reports. */
export const language: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table user_account add column chosen_language text`.execute(db)
  },
}
