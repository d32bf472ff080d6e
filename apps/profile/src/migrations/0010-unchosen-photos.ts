import { type Kysely, type Migration, sql } from '@kindred/db'

/** Photos that were hidden while their owner did not show them, told apart from those that return to the profile. */
export const unchosenPhotos: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table profile add column unchosen_photos text[] not null default '{}'`.execute(db)
  },
}
