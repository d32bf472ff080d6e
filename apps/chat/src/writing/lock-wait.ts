import { sql } from '@kindred/db'

import type { Db } from '../store/schema.js'

/** Shorter than a caller waits for an answer. */
export const lockWaitMs = 1_800

/** Bounds every wait for a lock in this transaction, so that a caller who has gone away holds no connection. */
export async function boundLockWaits(trx: Db): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(lockWaitMs)}, true)`.execute(trx)
}

/** A message was stored before under its client_message_id; the transaction is undone. */
export class StoredBefore extends Error {}

/**
 * Runs `work` once more, with `again` true, when a message was stored before: it was not looked for, or another instance stored it at this
 * moment.
 */
export async function againOnClash<T>(work: (again: boolean) => Promise<T>): Promise<T> {
  try {
    return await work(false)
  } catch (error) {
    if (!(error instanceof StoredBefore)) throw error
    return work(true)
  }
}
