import { transact } from '@kindred/db'

import type { ProfileContext } from '../context.js'
import { listDueMoves } from '../store/locations.js'
import { publishChanges } from '../writing/change-profile.js'

const batch = 100

/** Publishes every cell whose half hour has come. Each is taken under its row lock: any number of instances may run this at once. */
export async function publishCells(context: ProfileContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await publishBatch(context)) === batch);
}

function publishBatch({ db, clock }: ProfileContext): Promise<number> {
  const now = clock.now()
  return transact(db, async (trx) => {
    const due = await listDueMoves(trx, now, batch)
    for (const { user_id, pending_cell } of due) {
      await publishChanges(
        trx,
        user_id,
        { cell: pending_cell, pending_cell: null, pending_due_at: null },
        now,
      )
    }
    return due.length
  })
}
