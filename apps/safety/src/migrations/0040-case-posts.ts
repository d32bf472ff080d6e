import { type Kysely, type Migration, sql } from '@kindred/db'

/** What the operators' chat was told of each case. */
export const casePosts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table case_post (
        case_id uuid primary key references case_file on delete cascade,
        version integer not null default 0,
        message_id bigint,
        is_open boolean not null default true,
        not_before timestamptz not null
      )`.execute(db)
    await sql`create index case_post_open on case_post (case_id) where is_open`.execute(db)
  },
}
