import type { Transaction } from '@kindred/db'

import { superlikesUsedUp, swipesUsedUp } from '../domain/errors.js'
import { type Limits, nextFree, windowStart } from '../domain/limits.js'
import type { Swipe } from '../domain/pair.js'
import { listSwipeTimes } from '../store/pair.js'
import type { Tables } from '../store/schema.js'
import { listSuperlikes, saveSuperlike } from '../store/superlike.js'

/**
 * Throws SWIPES_USED_UP or SUPERLIKES_USED_UP when the viewer has none left. A swipe counts as long as it is stored, a superlike for good.
 * The caller holds the lock of the viewer's swipes.
 */
export async function spendSwipe(
  trx: Transaction<Tables>,
  limits: Limits,
  { viewer, swipe, now }: { readonly viewer: number; readonly swipe: Swipe; readonly now: Date },
): Promise<void> {
  const since = windowStart(now)
  if (limits.swipes > 0) {
    const freeAt = nextFree(await listSwipeTimes(trx, viewer, since), limits.swipes)
    if (freeAt !== undefined) throw swipesUsedUp(secondsUntil(freeAt, now), freeAt)
  }
  if (swipe === 'SUPERLIKE') {
    const freeAt = nextFree(await listSuperlikes(trx, viewer, since), limits.superlikes)
    if (freeAt !== undefined) throw superlikesUsedUp(secondsUntil(freeAt, now), freeAt)
    await saveSuperlike(trx, viewer, now)
  }
}

const secondsUntil = (moment: Date, now: Date): number => Math.ceil((moment.getTime() - now.getTime()) / 1000)
