import { type Kysely, type Migration, sql } from '@kindred/db'

/** When the services were last asked what they have erased: those not asked for longest come first. */
export const deletionAsked: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table deletion add column asked_at timestamptz`.execute(db)
  },
}
