import { type Kysely, type Migration, sql } from '@kindred/db'

/** Which decision removed a photo, and whether it was shown until then: a decision that is taken back restores that and no more. */
export const removals: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      alter table photo
        add column removed_by uuid,
        add column shown_before boolean not null default true`.execute(db)
  },
}
