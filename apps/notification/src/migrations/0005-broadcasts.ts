import { type Kysely, type Migration, sql } from '@kindred/db'

/** News of the operator to many people. */
export const broadcasts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table broadcast (
        id uuid primary key,
        state text not null,
        texts jsonb not null,
        language text,
        active_within_days integer,
        created_at timestamptz not null,
        last_user_id uuid,
        people integer not null default 0,
        opted_out integer not null default 0,
        queued integer not null default 0,
        sent integer not null default 0,
        failed integer not null default 0
      )`.execute(db)
    await sql`create index broadcast_age on broadcast (created_at)`.execute(db)
    await sql`create index notice_news on notice (topic) where topic like 'news %'`.execute(db)
  },
}
