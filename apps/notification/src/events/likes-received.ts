import { LikesReceived } from '@kindred/contracts/discovery'
import { consumeTogether } from '@kindred/events'

import type { NotificationContext } from '../context.js'
import type { Trx } from '../store/schema.js'
import { applyLikes } from '../writing/apply-likes.js'

export const likesReceived = consumeTogether(
  LikesReceived,
  (trx: Trx, events, { clock }: NotificationContext) => {
    const now = clock.now()
    const likes = events.flatMap((event) => event.likes)
    return applyLikes(
      trx,
      likes.map(({ createdAt, ...like }) => ({ ...like, at: createdAt ?? now })),
      now,
    )
  },
)
