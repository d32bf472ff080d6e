import { type Kysely, type Migration, sql } from '@kindred/db'

/** What people keep from others. */
export const privacy: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      alter table profile
        add column hide_age boolean not null default false,
        add column hide_distance boolean not null default false,
        add column incognito boolean not null default false,
        add column writes_first boolean not null default false,
        add column hide_online boolean not null default false`.execute(db)
  },
}
