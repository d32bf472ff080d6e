import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Words beside likes that were taken back or whose writer or reader left. No public RPC reads them, and they are removed when their time is
 * over.
 */
export const sealedWords: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table sealed_words (
        writer_id uuid not null,
        reader_id uuid not null,
        words text not null,
        written_at timestamptz not null,
        keep_until timestamptz not null
      )`.execute(db)
    await sql`create index sealed_words_end on sealed_words (keep_until)`.execute(db)
  },
}
