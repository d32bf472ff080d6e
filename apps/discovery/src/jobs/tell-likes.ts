import { transact } from '@kindred/db'
import type { Job } from '@kindred/service'

import type { DiscoveryContext } from '../context.js'
import { isLikeUntold } from '../store/untold-likes.js'
import { tellLikes as tellSome } from '../writing/tell-likes.js'

const atOnce = 200

/** A moment later than the like, which leaves the way of a swipe as short as it is. */
export const tellLikes: Job<DiscoveryContext> = {
  name: 'tell-likes',
  everyMs: 1_000,
  alone: true,
  isDue: ({ db }) => isLikeUntold(db, {}),
  async run({ db, clock }, signal) {
    while (!signal.aborted) {
      const now = clock.now()
      if ((await transact(db, (trx) => tellSome(trx, atOnce, now))) < atOnce) return
    }
  },
}
