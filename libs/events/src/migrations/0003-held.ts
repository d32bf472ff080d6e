import { type Kysely, type Migration, sql } from 'kysely'

/** Events of others that this service took over from a broker and could not apply yet wait in its own outbox, marked as held. */
export const held: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table outbox_event add column held boolean not null default false`.execute(db)
  },
}
