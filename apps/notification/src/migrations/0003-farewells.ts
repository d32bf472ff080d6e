import { type Kysely, type Migration, sql } from '@kindred/db'

/** Finds what waits to be told of a person who said farewell: it goes when the person leaves. */
export const farewells: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create index notice_farewell on notice ((about ->> 'personId')) where topic like 'farewell %'`.execute(
      db,
    )
  },
}
