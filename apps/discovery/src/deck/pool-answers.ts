import { createHash } from 'node:crypto'

import type { Kysely } from '@kindred/db'

import { answerKeptMs, type PoolAnswer } from '../domain/pool.js'
import type { Wishes } from '../domain/wishes.js'
import { findAnswer, keepAnswer } from '../store/pool-answer.js'
import type { Tables } from '../store/schema.js'

/** A viewer's question to the pool. */
interface PoolQuestion {
  /** The slot of the viewer. */
  readonly slot: number
  readonly wishes: Wishes
  readonly now: Date
}

/**
 * Counts the pool for a viewer's question at most once in ten minutes over all instances, and repeats that answer until then. The viewer's
 * place and own profile are not part of the question: otherwise moving or editing the profile would get a new count.
 */
export async function countOnce(
  db: Kysely<Tables>,
  { slot, wishes, now }: PoolQuestion,
  count: () => Promise<PoolAnswer>,
): Promise<PoolAnswer> {
  const asked = { slot, question: questionOf(wishes), since: new Date(now.getTime() - answerKeptMs) }
  return (await findAnswer(db, asked)) ?? keepAnswer(db, { ...asked, answer: await count(), now })
}

/** The same text for the same filters in any order. Importance is left out, as it filters nothing. */
function questionOf({ wantedGenders, minAge, maxAge, maxKm, filters }: Wishes): string {
  const sorted = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, unknown] => [
      name,
      Array.isArray(value) ? value.map(String).sort() : value,
    ])
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([wantedGenders.toSorted(), minAge, maxAge, maxKm, sorted]))
    .digest('base64url')
}
