import { type Kysely, type Migration, sql } from '@kindred/db'

/** Finds the most urgent of many people who are due without looking at the others. */
export const dueByUrgency: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create index recipient_due on recipient (next_urgency, next_at) where next_at is not null`.execute(db)
  },
}
