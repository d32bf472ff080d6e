import type { Kysely, Transaction } from 'kysely'

import { AppError, backoff, pause } from '@kindred/kernel'

import { isRetryable } from './errors.js'

const maxAttempts = 5
const pauses = { firstMs: 20, maxMs: 160 }

/**
 * Runs `work` in one transaction, or in the open one when `db` is a transaction already. A serialization failure or a
 * deadlock runs it again, so `work` must have no effect outside the database.
 */
export async function transact<Tables, T>(
  db: Kysely<Tables> | Transaction<Tables>,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  if (db.isTransaction) return work(db as Transaction<Tables>)
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (!isRetryable(error)) throw error
      if (attempt === maxAttempts) throw busy(error)
      await pause(backoff(attempt, pauses))
    }
  }
}

function busy(cause: unknown): AppError {
  const detail = 'Too many changes of the same thing at once.'
  return new AppError({ kind: 'unavailable', code: 'DATABASE_BUSY', detail, retryAfter: 1, cause })
}
