import { transact } from '@kindred/db'
import type { Job } from '@kindred/service'

import type { DiscoveryContext } from '../context.js'
import { tellHastyLikes } from '../writing/tell-hasty-likes.js'

/** Each instance tells what it counted, so that swipes which went to several of them count together. */
export const watchPace: Job<DiscoveryContext> = {
  name: 'watch-pace',
  everyMs: 10_000,
  async run({ db, clock, paces }) {
    const now = clock.now()
    const taken = paces.take(now)
    if (taken.length > 0) await transact(db, (trx) => tellHastyLikes(trx, taken, now))
  },
}
