import { LikesReceived } from '@kindred/contracts/discovery'
import type { Transaction } from '@kindred/db'
import { publish } from '@kindred/events'
import { newId } from '@kindred/kernel'

import { searchFor } from '../domain/wishes.js'
import { listLikers } from '../store/card.js'
import type { Tables } from '../store/schema.js'
import { isAwaited, takeUntoldLikes, type UntoldLikeWithIds } from '../store/untold-likes.js'
import { findViewer } from '../store/viewer.js'

/** More likes of one person are in the list than are looked at: the newest are enough to know the new ones. */
const maxLikers = 100

/** Tells the other services of new likes whose givers their receivers would find in the list of likes; returns how many it took. */
export async function tellLikes(trx: Transaction<Tables>, limit: number, now: Date): Promise<number> {
  const taken = await takeUntoldLikes(trx, limit)
  if (taken.length === 0 || !(await isAwaited(trx, LikesReceived.$type))) return taken.length
  const told: UntoldLikeWithIds[] = []
  for (const receiverId of new Set(taken.map((like) => like.receiver_id))) {
    const likes = taken.filter((like) => like.receiver_id === receiverId)
    const seen = await listSeenLikers(trx, receiverId, now)
    told.push(...likes.filter((like) => seen.has(like.liker_id)))
  }
  if (told.length > 0) await publish(trx, LikesReceived, newId(now.getTime()), { likes: told.map(toLike) })
  return taken.length
}

async function listSeenLikers(trx: Transaction<Tables>, receiverId: string, now: Date): Promise<Set<string>> {
  const viewer = await findViewer(trx, receiverId)
  if (viewer === undefined || viewer.row.absent) return new Set()
  const search = searchFor(viewer.person, viewer.wishes, now)
  const rows = await listLikers(trx, search, { after: undefined, limit: maxLikers })
  return new Set(rows.map((row) => row.user_id))
}

const toLike = (like: UntoldLikeWithIds): LikesReceived['likes'][number] => ({
  userId: like.receiver_id,
  likerId: like.liker_id,
  isSuperlike: like.swipe === 'SUPERLIKE',
  createdAt: like.at,
})
