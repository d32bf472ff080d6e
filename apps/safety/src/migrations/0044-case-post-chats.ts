import { type Kysely, type Migration, sql } from '@kindred/db'

/** In which chat a message is: its id means nothing in another. Null for those of whose chat nobody has told. */
export const casePostChats: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table case_post add column chat_key text`.execute(db)
  },
}
