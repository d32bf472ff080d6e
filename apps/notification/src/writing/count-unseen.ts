import { topics } from '../domain/notice.js'
import { countLikes } from '../store/arrivals.js'
import type { NoticeRow, Trx } from '../store/schema.js'
import { byName, listThreads, nameOf, type ThreadKey, type Threads } from '../store/threads.js'

/** What people have not seen. */
export interface Unseen {
  /** How much of what each notice tells, by its id: 0 for likes that all became matches, or were seen. */
  readonly counts: ReadonlyMap<string, number>
  /** The conversations of the notices that tell of messages. */
  readonly threads: Threads
}

export async function countUnseen(trx: Trx, notices: readonly NoticeRow[]): Promise<Unseen> {
  const liked = notices.flatMap(({ user_id, topic }) => (topic === topics.likes ? [user_id] : []))
  const chats = notices.flatMap(chatOf)
  const likes = liked.length === 0 ? new Map<string, number>() : await countLikes(trx, liked)
  const threads = byName(chats.length === 0 ? [] : await listThreads(trx, chats))
  const count = (notice: NoticeRow): number => {
    if (notice.topic === topics.likes) return likes.get(notice.user_id) ?? 0
    const [chat] = chatOf(notice)
    return chat === undefined ? 1 : (threads.get(nameOf(chat))?.unread.length ?? 0)
  }
  return { counts: new Map(notices.map((notice) => [notice.id, count(notice)])), threads }
}

const chatOf = ({ user_id: userId, kind, about: { conversationId } }: NoticeRow): ThreadKey[] =>
  kind === 'MESSAGE' && conversationId !== undefined ? [{ userId, conversationId }] : []
