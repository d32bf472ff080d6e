import { type Kysely, type Migration, sql } from '@kindred/db'

/** How safety sanctions people, also those whose profile has not arrived, and since when somebody is hidden from others. */
export const standing: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table standing (
        user_id uuid primary key,
        version bigint not null,
        standing text not null,
        since timestamptz not null
      )`.execute(db)
    await sql`alter table person add column hidden_since timestamptz`.execute(db)
    await sql`create index person_hidden on person (slot, hidden_since) where hidden_since is not null`.execute(
      db,
    )
  },
}
