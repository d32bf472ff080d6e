import { type Kysely, type Migration, sql } from '@kindred/db'

/** What services noticed about people. */
export const marks: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table mark (
        user_id uuid not null,
        kind text not null,
        times integer not null default 1,
        count integer not null,
        first_at timestamptz not null,
        last_at timestamptz not null,
        primary key (user_id, kind)
      )`.execute(db)
    await sql`create index mark_last_at on mark (last_at)`.execute(db)
  },
}
