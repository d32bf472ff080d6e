import { topics } from '../domain/notice.js'
import { countLikes } from '../store/arrivals.js'
import type { NoticeRow, Trx } from '../store/schema.js'
import { listThreads } from '../store/threads.js'

/** How much the person has not seen of what each notice tells, by its id: 0 for likes that all became matches, or were seen. */
export async function countUnseen(
  trx: Trx,
  userIds: readonly string[],
  notices: readonly NoticeRow[],
): Promise<ReadonlyMap<string, number>> {
  const likes = await countLikes(trx, userIds)
  const chats = notices.flatMap(({ user_id: userId, kind, about: { conversationId } }) =>
    kind === 'MESSAGE' && conversationId !== undefined ? [{ userId, conversationId }] : [],
  )
  const threads = chats.length === 0 ? [] : await listThreads(trx, chats)
  const unread = new Map(threads.map((row) => [`${row.user_id} ${row.conversation_id}`, row.unread.length]))
  return new Map(
    notices.map(({ id, user_id: userId, topic, kind, about }) => {
      if (topic === topics.likes) return [id, likes.get(userId) ?? 0]
      return [id, kind === 'MESSAGE' ? (unread.get(`${userId} ${about.conversationId}`) ?? 0) : 1]
    }),
  )
}
