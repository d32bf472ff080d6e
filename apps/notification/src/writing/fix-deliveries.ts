import { transact } from '@kindred/db'

import { saveFixedParts } from '../store/deliveries.js'
import type { Db } from '../store/schema.js'
import type { Claimed } from './claim-due.js'
import { finishDeliveries, type Result } from './finish-deliveries.js'

/** What the words of messages made of deliveries. */
interface Fixed {
  /** They show what is in their parts. */
  readonly composed: readonly Claimed[]
  /** Nothing is left to tell. */
  readonly over: readonly Claimed[]
  /** Nobody could say what they show. */
  readonly late: readonly Claimed[]
}

const lateSeconds = 2

/** Keeps what deliveries show, so that they show the same when they are given out again, and takes those back that are over. */
export async function fixDeliveries(db: Db, { composed, over, late }: Fixed, now: Date): Promise<void> {
  await saveFixedParts(db, composed)
  const retried: Result = { is: 'RETRY', afterSeconds: lateSeconds }
  const results = new Map<string, Result>([
    ...over.map(({ id }) => [id, { is: 'FAILED' }] as const),
    ...late.map(({ id }) => [id, retried] as const),
  ])
  if (results.size > 0) await transact(db, (trx) => finishDeliveries(trx, results, now))
}
