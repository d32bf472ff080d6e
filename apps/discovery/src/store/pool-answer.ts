import { type Kysely, sql } from 'kysely'

import { removeOld } from '@kindred/db'

import type { PoolAnswer } from '../domain/pool.js'
import type { Tables } from './schema.js'

/** The answer that the viewer got to this question since a moment, if any. */
export async function findAnswer(
  db: Kysely<Tables>,
  { slot, question, since }: { readonly slot: number; readonly question: string; readonly since: Date },
): Promise<PoolAnswer | undefined> {
  const row = await db
    .selectFrom('pool_answer')
    .select('answer')
    .where('slot', '=', slot)
    .where('question', '=', question)
    .where('counted_at', '>', since)
    .executeTakeFirst()
  return row?.answer
}

/** An answer to be kept. */
interface NewAnswer {
  readonly slot: number
  readonly question: string
  readonly answer: PoolAnswer
  /** Answers that were kept before this moment are replaced. */
  readonly since: Date
  readonly now: Date
}

/**
 * Keeps an answer unless another instance has kept one already, and returns the one that is kept. Stores nothing for a viewer who has left.
 */
export async function keepAnswer(
  db: Kysely<Tables>,
  { slot, question, answer, ...at }: NewAnswer,
): Promise<PoolAnswer> {
  const isOld = sql`pool_answer.counted_at <= ${at.since}::timestamptz`
  const { rows } = await sql<{ answer: PoolAnswer }>`
    insert into pool_answer (slot, question, counted_at, answer)
    select slot, ${question}, ${at.now}::timestamptz, ${JSON.stringify(answer)}::jsonb from person where slot = ${slot} for key share
    on conflict (slot, question) do update set
      counted_at = case when ${isOld} then excluded.counted_at else pool_answer.counted_at end,
      answer = case when ${isOld} then excluded.answer else pool_answer.answer end
    returning answer`.execute(db)
  return rows[0]?.answer ?? answer
}

/** Removes answers that are too old to be repeated. */
export async function removeAnswersBefore(db: Kysely<Tables>, before: Date): Promise<void> {
  await removeOld(db, { table: 'pool_answer', column: 'counted_at', before })
}
