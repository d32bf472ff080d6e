import { type Transaction } from '@kindred/db'

import { type DiscoveryContext } from '../context.js'
import { superlikesUsedUp, swipesUsedUp } from '../domain/errors.js'
import { limitWindowMs, type Swipe } from '../domain/pair.js'
import { listSwipeTimes } from '../store/pair.js'
import { type Tables } from '../store/schema.js'
import { listSuperlikes, saveSuperlike } from '../store/superlike.js'

/** Throws SWIPES_USED_UP or SUPERLIKES_USED_UP when the viewer has none left. The swipe itself is what counts, once it is stored; a superlike is counted for good. The caller has locked the viewer's swipes. */
export async function spendSwipe(
  trx: Transaction<Tables>,
  { limits }: Pick<DiscoveryContext, 'limits'>,
  { viewer, swipe, now }: { readonly viewer: number; readonly swipe: Swipe; readonly now: Date },
): Promise<void> {
  const since = new Date(now.getTime() - limitWindowMs)
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

/** When one more is free, given when the last ones were given, oldest first; undefined for now. */
function nextFree(times: readonly Date[], most: number): Date | undefined {
  const first = times.at(-most)
  return first === undefined ? undefined : new Date(first.getTime() + limitWindowMs)
}

const secondsUntil = (moment: Date, now: Date): number => Math.ceil((moment.getTime() - now.getTime()) / 1000)
