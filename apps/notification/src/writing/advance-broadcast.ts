import { newId } from '@kindred/kernel'

import { urgencyOf } from '../domain/kinds.js'
import { topics } from '../domain/notice.js'
import { lockBroadcast, type Reader, saveProgress } from '../store/broadcasts.js'
import { addNews } from '../store/notices.js'
import type { BroadcastRow, Trx } from '../store/schema.js'
import { changePeople } from './change-people.js'

/** The next people of news: those of them who are in the segment. */
export interface Page {
  readonly readers: readonly Reader[]
  /** The last person who was looked at; null when nobody is left. */
  readonly lastUserId: string | null
}

/** Counts a page of people, or puts them into the queue, once: a page that somebody else took meanwhile changes nothing. */
export async function advanceBroadcast(
  trx: Trx,
  seen: BroadcastRow,
  { readers, lastUserId }: Page,
  now: Date,
): Promise<void> {
  const wanted = readers.flatMap((reader) => (reader.is_out ? [] : [reader.user_id]))
  const isSending = seen.state === 'SENDING'
  // The queues are locked before the news, as when a delivery ends.
  await changePeople(trx, isSending ? wanted : [], now, async (recipients) => {
    const row = await lockBroadcast(trx, seen.id)
    if (row?.state !== seen.state || row.last_user_id !== seen.last_user_id) return
    const told = [...recipients.keys()]
    await addNews(
      trx,
      told.map((userId) => ({
        id: newId(),
        user_id: userId,
        topic: topics.news(row.id),
        kind: 'NEWS',
        urgency: urgencyOf('NEWS'),
        about: { news: row.texts },
        due_at: now,
      })),
      now,
    )
    await saveProgress(trx, row.id, {
      lastUserId,
      state: lastUserId !== null ? row.state : isSending ? 'QUEUED' : 'READY',
      people: isSending ? 0 : wanted.length,
      optedOut: isSending ? 0 : readers.length - wanted.length,
      queued: told.length,
    })
  })
}
