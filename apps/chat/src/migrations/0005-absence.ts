import { type Kysely, type Migration, sql } from '@kindred/db'

/** Conversations that nobody sees while one of their people is absent. */
export const absence: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table absence (
        user_id uuid not null,
        reason text not null,
        primary key (user_id, reason)
      )`.execute(db)
    await sql`alter table conversation add column hidden boolean not null default false`.execute(db)
  },
}
