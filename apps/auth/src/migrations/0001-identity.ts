import { type Kysely, type Migration, sql } from '@kindred/db'

/** Users, their sessions and tokens, and the keys that sign. */
export const identity: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table user_account (
        id uuid primary key,
        telegram_id bigint not null unique check (telegram_id > 0),
        language_code text not null,
        roles text[] not null default '{}' check (roles <@ array['moderator', 'admin']),
        created_at timestamptz not null
      )`.execute(db)
    await sql`
      create table session (
        id uuid primary key,
        user_id uuid not null references user_account on delete cascade,
        device_name text not null,
        created_at timestamptz not null,
        last_used_at timestamptz not null,
        expires_at timestamptz not null,
        revoked_at timestamptz
      )`.execute(db)
    await sql`create index session_of_user on session (user_id, id desc)`.execute(db)
    await sql`create index session_expiry on session (expires_at)`.execute(db)
    await sql`
      create table init_data_use (
        digest bytea primary key check (length(digest) = 32),
        session_id uuid references session on delete set null,
        expires_at timestamptz not null
      )`.execute(db)
    await sql`create index init_data_use_session on init_data_use (session_id)`.execute(db)
    await sql`create index init_data_use_expiry on init_data_use (expires_at)`.execute(db)
    await sql`
      create table refresh_token (
        hash bytea primary key check (length(hash) = 32),
        session_id uuid not null references session on delete cascade,
        created_at timestamptz not null,
        used_at timestamptz,
        sealed_successor bytea
      )`.execute(db)
    await sql`create index refresh_token_session on refresh_token (session_id, created_at)`.execute(db)
    await sql`create index refresh_token_sealed on refresh_token (used_at) where sealed_successor is not null`.execute(
      db,
    )
    await sql`
      create table signing_key (
        kid text primary key,
        status text not null check (status in ('next', 'active', 'retired')),
        since timestamptz not null,
        public_x text not null,
        sealed_private bytea not null
      )`.execute(db)
    await sql`create unique index signing_key_one_active on signing_key (status) where status <> 'retired'`.execute(
      db,
    )
    await sql`
      create table revoked_session (
        session_id uuid primary key,
        expires_at timestamptz not null
      )`.execute(db)
  },
}
