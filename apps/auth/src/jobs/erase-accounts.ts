import { DeletionDue } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { publish } from '@kindred/events'

import type { AuthContext } from '../context.js'
import { holdDueDeletions, saveErasing } from '../store/deletions.js'

const batch = 100

/** Has every account erased whose time to come back is over. */
export async function eraseAccounts(context: AuthContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await eraseBatch(context)) === batch);
}

const eraseBatch = ({ db, clock }: AuthContext): Promise<number> =>
  transact(db, async (trx) => {
    const due = await holdDueDeletions(trx, clock.now(), batch)
    for (const { id, user_id: userId } of due) {
      await saveErasing(trx, id)
      if (userId !== null) await publish(trx, DeletionDue, userId, { userId })
    }
    return due.length
  })
