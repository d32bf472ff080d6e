import { type Kysely, type Migration, sql } from '@kindred/db'

/** Whatever instance passes an event on goes on with the trace of the work that logged it. */
export const tracedEvents: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table user_event add column traceparent text not null default ''`.execute(db)
  },
}
