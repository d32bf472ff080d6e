import { type Transaction } from '@kindred/db'

import { superlikesUsedUp } from '../domain/errors.js'
import { superlikesPerDay, superlikeWindowMs } from '../domain/pair.js'
import { listSuperlikes } from '../store/pair.js'
import { type Tables } from '../store/schema.js'

/** Throws SUPERLIKES_USED_UP when the viewer has none left; the superlike itself is what counts, once it is stored. */
export async function spendSuperlike(trx: Transaction<Tables>, viewerId: string, now: Date): Promise<void> {
  const spent = await listSuperlikes(trx, viewerId, new Date(now.getTime() - superlikeWindowMs))
  const [first] = spent
  if (first === undefined || spent.length < superlikesPerDay) return
  throw superlikesUsedUp(Math.ceil((first.getTime() + superlikeWindowMs - now.getTime()) / 1000))
}
