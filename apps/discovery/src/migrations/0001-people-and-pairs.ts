import { type Kysely, type Migration, sql } from 'kysely'

/** The projection that matching reads, and one row for each two people. */
export const peopleAndPairs: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table person (
        user_id uuid primary key,
        version bigint not null,
        name text not null,
        birth_date date not null,
        gender text not null,
        bio text not null,
        city text not null,
        interests text[] not null,
        photos jsonb not null,
        completeness double precision not null,
        cell text,
        latitude double precision,
        longitude double precision,
        wanted_genders text[],
        min_age integer,
        max_age integer,
        max_distance_km integer,
        last_active_at timestamptz not null,
        likes_received integer not null default 0,
        swipes_received integer not null default 0
      )`.execute(db)
    await sql`
      create index person_place on person (latitude, longitude, gender, birth_date)
      where cell is not null and wanted_genders is not null`.execute(db)
    await sql`
      create table pair (
        lower_id uuid not null,
        upper_id uuid not null,
        lower_swipe text check (lower_swipe in ('LIKE', 'SUPERLIKE', 'PASS')),
        lower_swiped_at timestamptz,
        lower_message text,
        upper_swipe text check (upper_swipe in ('LIKE', 'SUPERLIKE', 'PASS')),
        upper_swiped_at timestamptz,
        upper_message text,
        match_id uuid unique,
        matched_at timestamptz,
        ended_at timestamptz,
        primary key (lower_id, upper_id),
        check (lower_id < upper_id)
      )`.execute(db)
    await sql`create index pair_lower on pair (lower_id, lower_swiped_at desc)`.execute(db)
    await sql`create index pair_upper on pair (upper_id, upper_swiped_at desc)`.execute(db)
    await sql`
      create index pair_awaits_lower on pair (lower_id, upper_swiped_at desc, upper_id desc)
      where lower_swipe is null and upper_swipe in ('LIKE', 'SUPERLIKE') and ended_at is null`.execute(db)
    await sql`
      create index pair_awaits_upper on pair (upper_id, lower_swiped_at desc, lower_id desc)
      where upper_swipe is null and lower_swipe in ('LIKE', 'SUPERLIKE') and ended_at is null`.execute(db)
    await sql`
      create index pair_match_lower on pair (lower_id, matched_at desc, match_id desc)
      where match_id is not null and ended_at is null`.execute(db)
    await sql`
      create index pair_match_upper on pair (upper_id, matched_at desc, match_id desc)
      where match_id is not null and ended_at is null`.execute(db)
    await sql`create table departure (person bytea primary key, left_at timestamptz not null)`.execute(db)
    await sql`create index departure_age on departure (left_at)`.execute(db)
  },
}
