import { type Kysely, type Migration, sql } from '@kindred/db'

/** Finds the ended conversations of a person, for a report. */
export const sealedByPerson: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index sealed_conversation_first on sealed_conversation (first_user_id)`.execute(db)
    await sql`create index sealed_conversation_second on sealed_conversation (second_user_id)`.execute(db)
  },
}
