import { type Kysely, type Migration, sql } from '@kindred/db'

/** Whose the accounts were that were deleted lately, found by a digest of their ids; and which reports of a person are by one other person. */
export const departedKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table departed_key (
        account bytea primary key,
        person_key bytea not null,
        left_at timestamptz not null,
        upheld integer not null default 0,
        dismissed integer not null default 0
      )`.execute(db)
    await sql`create index departed_key_age on departed_key (left_at)`.execute(db)
    await sql`create index departed_key_person on departed_key (person_key)`.execute(db)
    await sql`alter table report add column reporter_digest bytea`.execute(db)
  },
}
