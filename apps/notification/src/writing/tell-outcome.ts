import { newId } from '@kindred/kernel'

import { urgencyOf } from '../domain/kinds.js'
import { type NoticedOutcome, topics } from '../domain/notice.js'
import { addNews, removeTopics } from '../store/notices.js'
import type { Trx } from '../store/schema.js'
import { changePeople } from './change-people.js'

/** Something that was decided, of which a person is to be told. */
export interface Decided {
  readonly userId: string
  readonly kind: 'PHOTO_DECIDED' | 'SAFETY'
  readonly outcome: NoticedOutcome
}

/** A moderator takes a decision back within 10 seconds; nobody is frightened by a photo that is there again. */
const patienceMs = 15_000

/** Tells a person what was decided. A photo that is approved again before its rejection was told is no news. */
export const tellOutcome = (trx: Trx, { userId, kind, outcome }: Decided, now: Date): Promise<void> =>
  changePeople(trx, [userId], now, async (recipients) => {
    if (!recipients.has(userId)) return
    const topic = topics.outcome(outcome.subject, outcome.subjectId)
    const isPhoto = outcome.subject === 'PHOTO'
    if (isPhoto && outcome.positive && (await removeTopics(trx, [{ userId, topic }])) > 0) return
    const waitsMs = isPhoto && !outcome.positive ? patienceMs : 0
    const due_at = new Date(now.getTime() + waitsMs)
    await addNews(
      trx,
      [{ id: newId(), user_id: userId, topic, kind, urgency: urgencyOf(kind), about: { outcome }, due_at }],
      now,
    )
  })
