import { type Kysely, type Migration, sql } from '@kindred/db'

/** Who of a conversation wants to share the Telegram contact, and whether both did. */
export const contact: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table member add column offers_contact boolean not null default false`.execute(db)
    await sql`alter table conversation add column contact_shared boolean not null default false`.execute(db)
  },
}
