import { type Kysely, type Migration, sql } from 'kysely'

/** Finds what one person wrote to another, for a report. */
export const sealedWordsOfTwo: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index sealed_words_of_two on sealed_words (writer_id, reader_id)`.execute(db)
  },
}
