import { isUniqueViolation, sql } from '@kindred/db'

import type { Db } from '../store/schema.js'

/** Shorter than a caller waits for an answer. */
export const lockWaitMs = 1_800

/** Bounds every wait for a lock in this transaction, so that a caller who has gone away holds no connection. */
export async function boundLockWaits(trx: Db): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(lockWaitMs)}, true)`.execute(trx)
}

/** Two instances may store one client_message_id in two conversations at once: the loser runs again and finds the winner's message. */
export async function againOnClash<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isUniqueViolation(error, 'message_client_id')) throw error
    return work()
  }
}
