import { type Kysely, type Migration, sql } from '@kindred/db'

/** When the last backup was complete: one row at most. */
export const backups: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table backup (
        one boolean primary key default true check (one),
        finished_at timestamptz not null
      )`.execute(db)
  },
}
