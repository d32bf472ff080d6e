import { type Kysely, type Migration, sql } from '@kindred/db'

/** People whom nobody meets for a time, as if they had left, and people whom nobody meets but those whom they like. */
export const absence: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table absence (
        user_id uuid not null,
        reason text not null,
        primary key (user_id, reason)
      )`.execute(db)
    await sql`
      alter table person
        add column absent boolean not null default false,
        add column incognito boolean not null default false`.execute(db)
    await sql`create index person_absent on person (slot) where absent`.execute(db)
    await sql`
      alter table candidate
        add column absent boolean not null default false,
        add column incognito boolean not null default false,
        add column veiled boolean not null default false`.execute(db)
  },
}
