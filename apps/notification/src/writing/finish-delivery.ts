import { hasLeft } from '@kindred/events/departures'

import { deliveryNotFound } from '../domain/errors.js'
import { isAlwaysOn } from '../domain/kinds.js'
import { localTime } from '../domain/local-time.js'
import { isBundled, type Part } from '../domain/notice.js'
import { paceAfter } from '../domain/pace.js'
import { saveBotMessages } from '../store/bot-messages.js'
import { findDelivery, lockDelivery, saveFinished } from '../store/deliveries.js'
import { listNotices, removeNotices, removeNoticesOf, saveReopened, saveShown } from '../store/notices.js'
import { saveRecipient } from '../store/recipients.js'
import type { DeliveryRow, NoticeRow, RecipientRow, Trx } from '../store/schema.js'
import { findSettings } from '../store/settings.js'
import { listThreads, saveToldUpTo } from '../store/threads.js'
import { toWishes } from '../wishes.js'
import { changePeople } from './change-people.js'

/** What became of a delivery. */
export type Result =
  | { readonly is: 'SENT'; readonly messageId: number | undefined; readonly otherIds: readonly number[] }
  | { readonly is: 'BLOCKED' }
  | { readonly is: 'RETRY'; readonly afterSeconds: number }
  /** Also when there turned out to be nothing to tell. */
  | { readonly is: 'FAILED' }

/** Notes what became of a delivery; one that is finished stays as it is. Throws DELIVERY_NOT_FOUND. */
export async function finishDelivery(trx: Trx, deliveryId: string, result: Result, now: Date): Promise<void> {
  const known = await findDelivery(trx, deliveryId)
  if (known === undefined) throw deliveryNotFound()
  if (known.finished_at !== null) return
  await changePeople(trx, [known.user_id], now, async (recipients) => {
    const delivery = await lockDelivery(trx, deliveryId)
    const recipient = recipients.get(known.user_id)
    if (delivery === undefined || recipient === undefined || delivery.finished_at !== null) return
    await saveFinished(trx, deliveryId, now)
    await apply(trx, { delivery, recipient }, result, now)
  })
}

/** A delivery and whom it was for. */
interface Given {
  readonly delivery: DeliveryRow
  readonly recipient: RecipientRow
}

async function apply(trx: Trx, { delivery, recipient }: Given, result: Result, now: Date): Promise<void> {
  switch (result.is) {
    case 'SENT':
      return noteSent(trx, delivery, { recipient, ...result }, now)
    case 'BLOCKED':
      await removeNoticesOf(trx, recipient.user_id)
      return saveRecipient(trx, recipient.user_id, { reachable: false })
    case 'RETRY':
      return saveRecipient(trx, recipient.user_id, {
        not_before: new Date(now.getTime() + result.afterSeconds * 1000),
      })
    case 'FAILED':
      return removeNotices(
        trx,
        delivery.parts.map((part) => part.noticeId),
      )
  }
}

interface Sent {
  readonly recipient: RecipientRow
  readonly messageId: number | undefined
  readonly otherIds: readonly number[]
}

async function noteSent(trx: Trx, delivery: DeliveryRow, sent: Sent, now: Date): Promise<void> {
  const { user_id: userId, parts } = delivery
  const notices = new Map(
    (
      await listNotices(
        trx,
        parts.map((part) => part.noticeId),
      )
    ).map((row) => [row.id, row]),
  )
  for (const part of parts) {
    const notice = notices.get(part.noticeId)
    if (part.upToSeq !== undefined)
      await saveToldUpTo(trx, { userId, conversationId: part.about.conversationId! }, part.upToSeq)
    if (notice === undefined) continue
    if (delivery.is_digest || !isBundled(part.topic)) await settle(trx, notice, part, now)
    else await keepBundle(trx, { notice, part, messageId: sent.messageId }, now)
  }
  await rememberMessages(trx, delivery, sent, now)
  await notePace(trx, delivery, sent, now)
}

/** What was told and is not shown any longer goes; what came meanwhile stays due. */
async function settle(trx: Trx, notice: NoticeRow, part: Part, now: Date): Promise<void> {
  if (notice.version === part.version) return removeNotices(trx, [notice.id])
  await saveReopened(trx, notice.id, now)
}

/** A bundle and the message of the bot that shows it now. */
interface ShownBundle {
  readonly notice: NoticeRow
  readonly part: Part
  readonly messageId: number | undefined
}

async function keepBundle(trx: Trx, { notice, part, messageId }: ShownBundle, now: Date): Promise<void> {
  if (messageId === undefined) return settle(trx, notice, part, now)
  const isEdit = part.replaces === messageId
  const hasMore = notice.version !== part.version || (await hasUntold(trx, notice.user_id, part))
  await saveShown(trx, {
    id: notice.id,
    messageId,
    fromSeq: part.fromSeq,
    at: isEdit ? (notice.shown_at ?? now) : now,
    dueAt: hasMore ? now : null,
  })
}

/** Whether messages were left out that did not fit. */
async function hasUntold(trx: Trx, userId: string, { about, upToSeq }: Part): Promise<boolean> {
  if (upToSeq === undefined || about.conversationId === undefined) return false
  const [thread] = await listThreads(trx, [{ userId, conversationId: about.conversationId }])
  return (thread?.unread ?? []).some((seq) => seq > upToSeq)
}

/** Keeps what the bot's messages are about, for replies to them. */
async function rememberMessages(
  trx: Trx,
  { user_id, parts, is_digest }: DeliveryRow,
  { messageId, otherIds }: Sent,
  now: Date,
): Promise<void> {
  const [{ kind, about, upToSeq = 0 }] = parts as [Part]
  const ids = messageId === undefined ? [] : [messageId, ...otherIds]
  const subject = is_digest || (await hasLeft(trx, about.personId ?? '')) ? {} : about
  await saveBotMessages(
    trx,
    [...new Set(ids)].map((id) => ({
      user_id,
      telegram_message_id: id,
      kind,
      conversation_id: subject.conversationId ?? null,
      target_user_id: subject.personId ?? null,
      up_to_seq: is_digest ? 0 : upToSeq,
      sent_at: now,
    })),
  )
}

/** Telegram takes one message a second in a chat; what comes within it goes into one. */
const chatPauseMs = 1_000

/** Counts a new message of the bot. */
async function notePace(
  trx: Trx,
  { parts, is_digest }: DeliveryRow,
  { recipient, messageId }: Sent,
  now: Date,
): Promise<void> {
  const [first] = parts as [Part]
  const not_before = new Date(now.getTime() + chatPauseMs)
  const userId = recipient.user_id
  if (isAlwaysOn(first.kind) || (messageId !== undefined && first.replaces === messageId))
    return saveRecipient(trx, userId, { not_before })
  const { zone } = toWishes(await findSettings(trx, userId)).quiet
  const { day } = localTime(zone, now)
  const before = {
    unanswered: recipient.unanswered,
    on: recipient.unanswered_on,
    digestOn: recipient.digest_on,
  }
  const { unanswered, on } = paceAfter(before, day)
  const counted = { not_before, unanswered, unanswered_on: on }
  await saveRecipient(trx, userId, is_digest ? { ...counted, digest_on: day } : counted)
}
