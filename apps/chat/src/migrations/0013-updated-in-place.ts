import { type Kysely, type Migration, sql } from '@kindred/db'

/**
 * Each message moves its conversation, both sides of it and both people's logs. A row that keeps the values of all its indexes, and has room
 * on its page, is updated there without touching an index: the time of the newest message is therefore in none, and a person's
 * conversations, of which there are few, are sorted when they are listed.
 */
export const updatedInPlace: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index member_user on member (user_id)`.execute(db)
    await sql`drop index member_activity`.execute(db)
    for (const table of ['conversation', 'member', 'user_stream'])
      await sql`alter table ${sql.table(table)} set (fillfactor = 60)`.execute(db)
  },
}
