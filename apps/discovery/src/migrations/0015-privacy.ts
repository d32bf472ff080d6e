import { type Kysely, type Migration, sql } from '@kindred/db'

/** What a card does not show. */
export const privacy: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      alter table person
        add column hide_age boolean not null default false,
        add column hide_distance boolean not null default false`.execute(db)
    await sql`create index candidate_veiled on candidate (slot) where veiled`.execute(db)
  },
}
