import { type Kysely, type Migration, sql } from '@kindred/db'

export const filtersPauseVerification: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      alter table profile
        add column filters jsonb,
        add column importance jsonb,
        add column widen_distance boolean,
        add column paused boolean not null default false,
        add column verified boolean not null default false`.execute(db)
  },
}
