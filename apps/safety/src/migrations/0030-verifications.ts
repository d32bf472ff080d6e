import { type Kysely, type Migration, sql } from '@kindred/db'

/** Gestures that were asked for, and the video notes that wait for a moderator. */
export const verifications: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table verification (
        id uuid primary key,
        user_id uuid not null,
        gesture text not null,
        started_at timestamptz not null,
        expires_at timestamptz not null,
        submitted_at timestamptz,
        video bytea,
        outcome text check (outcome in ('VERIFY', 'TRY_AGAIN'))
      )`.execute(db)
    // Compressed already.
    await sql`alter table verification alter column video set storage external`.execute(db)
    await sql`create index verification_user on verification (user_id, started_at desc)`.execute(db)
    await sql`create index verification_age on verification (started_at)`.execute(db)
  },
}
