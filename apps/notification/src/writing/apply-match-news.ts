import { newId } from '@kindred/kernel'

import { urgencyOf } from '../domain/kinds.js'
import { type MatchNews, topics } from '../domain/notice.js'
import { addNews, type News, removeTopics, type TopicOf } from '../store/notices.js'
import type { PresenceRow } from '../store/presence.js'
import type { ThreadRow, Trx } from '../store/schema.js'
import type { LogEntry } from './log-entry.js'

/** The conversations of the entries as they are now, and who looks at the app. */
interface Around {
  readonly threads: readonly ThreadRow[]
  readonly present: ReadonlyMap<string, PresenceRow>
}

/** Tells people what the other of a match did about the contact, and who said farewell. Whoever looks at the app sees it there. */
export async function applyMatchNews(
  trx: Trx,
  entries: readonly LogEntry[],
  { threads, present }: Around,
  now: Date,
): Promise<void> {
  await removeTopics(trx, entries.filter(isContact).map(contactOf))
  const news = entries.flatMap((entry): News[] => {
    const { userId, conversationId } = entry
    const matchNews = newsIn(entry)
    // Asked first: nearly all entries are messages, and a burst has thousands.
    if (matchNews === undefined) return []
    const thread = threads.find((row) => row.user_id === userId && row.conversation_id === conversationId)
    if (thread === undefined || present.get(userId)?.is_open === true) return []
    // What was offered in a conversation that has ended is offered no more.
    if (thread.ended !== (matchNews === 'FAREWELL')) return []
    const topic = matchNews === 'FAREWELL' ? topics.farewell(conversationId) : topics.contact(conversationId)
    return [
      {
        id: newId(),
        user_id: userId,
        topic,
        kind: 'MATCH',
        urgency: urgencyOf('MATCH'),
        about: { conversationId, personId: thread.partner_id, matchNews },
        due_at: present.get(userId)?.until ?? now,
      },
    ]
  })
  // Of several entries about one contact the newest holds.
  await addNews(trx, [...new Map(news.map((one) => [`${one.user_id} ${one.topic}`, one])).values()], now)
}

const isContact = ({ kind }: LogEntry): boolean =>
  kind === 'CONTACT_OFFERED' || kind === 'CONTACT_WITHDRAWN' || kind === 'CONTACT_SHARED'

const contactOf = ({ userId, conversationId }: LogEntry): TopicOf => ({
  userId,
  topic: topics.contact(conversationId),
})

/** Undefined for what the person did, and for what is told in another way. */
function newsIn({ kind, actorId, userId, farewell }: LogEntry): MatchNews | undefined {
  if (kind === 'CONVERSATION_ENDED') return farewell ? 'FAREWELL' : undefined
  if (actorId === userId) return undefined
  return kind === 'CONTACT_OFFERED' || kind === 'CONTACT_SHARED' ? kind : undefined
}
