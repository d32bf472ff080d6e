import { type Kysely, type Migration, sql } from 'kysely'

/** Recent answers about the pool. Unlogged, because losing them in a crash does no harm. */
export const poolAnswers: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create unlogged table pool_answer (
        slot integer not null references person (slot) on delete cascade,
        question text not null,
        counted_at timestamptz not null,
        answer jsonb not null,
        primary key (slot, question)
      )`.execute(db)
    await sql`create index pool_answer_counted_at on pool_answer (counted_at)`.execute(db)
  },
}
