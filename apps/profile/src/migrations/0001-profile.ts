import { type Kysely, type Migration, sql } from '@kindred/db'

export const profile: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table profile (
        user_id uuid primary key,
        version bigint not null default 1,
        name text not null,
        birth_date date not null,
        gender text not null,
        bio text,
        city text,
        interests text[] not null,
        goal text,
        height_cm integer,
        languages text[] not null,
        smoking text,
        drinking text,
        children text,
        education text,
        photos jsonb not null default '[]',
        photo_removals integer not null default 0,
        wanted_genders text[],
        min_age integer,
        max_age integer,
        max_distance_km integer,
        cell text,
        pending_cell text,
        pending_due_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint profile_preferences_whole check (num_nulls(wanted_genders, min_age, max_age, max_distance_km) in (0, 4)),
        constraint profile_pending_whole check (num_nulls(pending_cell, pending_due_at) in (0, 2))
      )`.execute(db)
    await sql`create index profile_pending on profile (pending_due_at) where pending_due_at is not null`.execute(
      db,
    )
    await sql`
      create table location_change (
        user_id uuid not null references profile on delete cascade,
        changed_at timestamptz not null
      )`.execute(db)
    await sql`create index location_change_user on location_change (user_id, changed_at)`.execute(db)
    await sql`create index location_change_age on location_change (changed_at)`.execute(db)
    await sql`create table departure (person bytea primary key, left_at timestamptz not null)`.execute(db)
    await sql`create index departure_age on departure (left_at)`.execute(db)
  },
}
