import { type Kysely, type Migration, sql } from '@kindred/db'

/** Photos, files that wait for their removal, and people who left a moment ago. */
export const photos: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table photo (
        id uuid primary key,
        owner_id uuid not null,
        storage_key text not null unique,
        status text not null check (status in ('PENDING', 'APPROVED', 'REJECTED')),
        width integer not null,
        height integer not null,
        thumbhash text not null,
        created_at timestamptz not null
      )`.execute(db)
    await sql`create index photo_owner on photo (owner_id, id desc)`.execute(db)
    await sql`
      create table pending_removal (
        storage_key text primary key,
        requested_at timestamptz not null default now()
      )`.execute(db)
    await sql`create table departed (digest bytea primary key, departed_at timestamptz not null)`.execute(db)
  },
}
