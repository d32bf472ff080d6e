import { type Kysely, type Migration, sql } from '@kindred/db'

/** Who is suspended or banned, and which sessions ended by it. */
export const standing: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table standing (
        person_key bytea primary key,
        user_id uuid not null,
        version bigint not null,
        standing text not null,
        ends_at timestamptz,
        decision_id text not null,
        rule text not null
      )`.execute(db)
    await sql`alter table revoked_session add column shut_out boolean not null default false`.execute(db)
  },
}
