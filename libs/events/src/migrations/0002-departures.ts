import { type Kysely, type Migration, sql } from '@kindred/db'

/** One table of departures in every service. Profile, discovery, media and chat had tables of their own, which are renamed with their rows. */
export const departures: Migration = {
  breaks:
    'what asks whether somebody has left: new profiles, uploads, deletions; new and ended matches and changed profiles as events',
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
