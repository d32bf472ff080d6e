import { type Kysely, type Migration, sql } from '@kindred/db'

/** Why photos wait for a look, as media tells it. */
export const photoFindings: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table photo_finding (
        media_id uuid primary key,
        owner_id uuid not null,
        reason text not null,
        score real,
        model text not null,
        looks_removed boolean not null,
        held_at timestamptz not null
      )`.execute(db)
    await sql`create index photo_finding_owner on photo_finding (owner_id)`.execute(db)
  },
}
