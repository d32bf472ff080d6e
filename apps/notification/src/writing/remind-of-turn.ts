import { newId } from '@kindred/kernel'

import { urgencyOf } from '../domain/kinds.js'
import { topics } from '../domain/notice.js'
import { isWanted } from '../domain/settings.js'
import { isDaytime } from '../domain/turn.js'
import { addNews } from '../store/notices.js'
import { saveRecipient } from '../store/recipients.js'
import type { ThreadRow, Trx } from '../store/schema.js'
import { findSaid } from '../store/settings.js'
import { listThreads, saveThreads } from '../store/threads.js'
import { toWishes } from '../wishes.js'
import { changePeople } from './change-people.js'

/** Reminds a person once of a conversation, at a time of their own day at which that is welcome. */
export async function remindOfTurn(trx: Trx, found: ThreadRow, now: Date): Promise<void> {
  const { user_id: userId, conversation_id: conversationId } = found
  const wishes = toWishes(await findSaid(trx, userId))
  if (!isWanted(wishes, 'YOUR_TURN') || !isDaytime(wishes.quiet, now)) return
  await changePeople(trx, [userId], now, async (recipients) => {
    const [thread] = await listThreads(trx, [{ userId, conversationId }])
    if (!recipients.has(userId) || thread === undefined || thread.ended || thread.muted) return
    if (thread.last_is_own || thread.nudged_at !== null) return
    await saveThreads(trx, [{ ...thread, nudged_at: now }])
    await saveRecipient(trx, userId, { nudged_at: now })
    const kind = 'YOUR_TURN'
    const about = { conversationId, personId: thread.partner_id }
    const topic = topics.turn(conversationId)
    await addNews(
      trx,
      [{ id: newId(), user_id: userId, topic, kind, urgency: urgencyOf(kind), about, due_at: now }],
      now,
    )
  })
}
