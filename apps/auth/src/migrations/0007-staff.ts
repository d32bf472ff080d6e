import { type Kysely, type Migration, sql } from '@kindred/db'

/** One-time links to the console; a person has one at most. */
export const staff: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table console_link (
        user_id uuid primary key references user_account (id) on delete cascade,
        code_hash bytea not null unique,
        session_id uuid not null references session (id) on delete cascade,
        expires_at timestamptz not null
      )`.execute(db)
    await sql`create index user_account_staff on user_account (id) where roles <> '{}'`.execute(db)
  },
}
