import { type Kysely, type Migration, sql } from 'kysely'

/** One table for who left, in every service. Profile and discovery, media, and chat had made it under names of their own: their rows stay. */
export const departures: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table if exists departure rename column person to digest`.execute(db)

    await sql`alter table if exists departed rename column departed_at to left_at`.execute(db)
    await sql`alter table if exists departed rename to departure`.execute(db)

    await sql`alter table if exists tombstone rename column buried_at to left_at`.execute(db)
    await sql`alter table if exists tombstone rename to departure`.execute(db)

    await sql`create table if not exists departure (digest bytea primary key, left_at timestamptz not null)`.execute(
      db,
    )
    await sql`create index if not exists departure_age on departure (left_at)`.execute(db)
  },
}
