import { newId } from '@kindred/kernel'

import { type KindName, urgencyOf } from '../domain/kinds.js'
import { topics } from '../domain/notice.js'
import { graceMs } from '../domain/presence.js'
import { saveArrivals } from '../store/arrivals.js'
import { addNews, type News } from '../store/notices.js'
import { listPresent } from '../store/presence.js'
import type { Trx } from '../store/schema.js'
import { changeLocked } from './change-people.js'
import { listGone } from './list-gone.js'

/** A like that a person finds in the list of likes. */
export interface NewLike {
  readonly userId: string
  readonly likerId: string
  readonly isSuperlike: boolean
  readonly at: Date
}

/** Counts likes for the badge, and tells of them whoever is away. */
export async function applyLikes(trx: Trx, likes: readonly NewLike[], now: Date): Promise<void> {
  const userIds = [...new Set(likes.map((like) => like.userId))]
  const gone = await listGone(trx, likes, ({ userId, likerId }) => [userId, likerId])
  await changeLocked(trx, userIds, now, async (recipients) => {
    const own = likes.filter(({ userId, likerId }) => recipients.has(userId) && !gone.has(likerId))
    const present = await listPresent(trx, [...recipients.keys()], now, graceMs)
    await saveArrivals(trx, own.map(toArrival))
    const told = mostUrgent(own).filter(({ userId }) => present.get(userId)?.is_open !== true)
    await addNews(
      trx,
      told.map((like) => toNews(like, present.get(like.userId)?.until ?? now)),
      now,
    )
  })
}

/** One like of each person, a superlike if there is one: all of them are one notice. */
function mostUrgent(likes: readonly NewLike[]): NewLike[] {
  const of = new Map<string, NewLike>()
  for (const like of likes) if (like.isSuperlike || !of.has(like.userId)) of.set(like.userId, like)
  return [...of.values()]
}

const toArrival = ({ userId, likerId, at }: NewLike) => ({
  user_id: userId,
  kind: 'LIKE' as const,
  other_id: likerId,
  match_id: null,
  came_at: at,
  seen: false,
  celebrated: true,
})

function toNews({ userId, isSuperlike }: NewLike, dueAt: Date): News {
  const kind: KindName = isSuperlike ? 'SUPERLIKE' : 'LIKE'
  return {
    id: newId(),
    user_id: userId,
    topic: topics.likes,
    kind,
    urgency: urgencyOf(kind),
    about: {},
    due_at: dueAt,
  }
}
