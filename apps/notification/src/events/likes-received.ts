import { LikesReceived } from '@kindred/contracts/discovery'
import { consume } from '@kindred/events'

import type { NotificationContext } from '../context.js'
import type { Trx } from '../store/schema.js'
import { applyLikes } from '../writing/apply-likes.js'

export const likesReceived = consume(LikesReceived, (trx: Trx, { likes }, { clock }: NotificationContext) => {
  const now = clock.now()
  return applyLikes(
    trx,
    likes.map(({ createdAt, ...like }) => ({ ...like, at: createdAt ?? now })),
    now,
  )
})
