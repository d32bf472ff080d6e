import { listDeparted } from '@kindred/events/departures'

import { isAlwaysOn } from '../domain/kinds.js'
import { localTime } from '../domain/local-time.js'
import { isBundled, type Part } from '../domain/notice.js'
import { paceAfter } from '../domain/pace.js'
import { saveBotMessages } from '../store/bot-messages.js'
import { listNotices, removeNotices, saveReopened, saveShown, type Shown } from '../store/notices.js'
import type { ToldRow } from '../store/recipients.js'
import type { BotMessageRow, DeliveryRow, NoticeRow, RecipientRow, ThreadRow, Trx } from '../store/schema.js'
import { byName, listThreads, nameOf, saveToldUpTo, type ThreadKey } from '../store/threads.js'
import { zoneOrUsual } from '../wishes.js'

/** A delivery that Telegram took. */
export interface Sending {
  readonly delivery: DeliveryRow
  readonly recipient: ToldRow
  readonly messageId: number | undefined
  readonly otherIds: readonly number[]
}

/** Notes what people were told; returns the recipients as they are now. The caller has locked them. */
export async function noteSent(trx: Trx, sent: readonly Sending[], now: Date): Promise<RecipientRow[]> {
  if (sent.length === 0) return []
  await saveFates(trx, await decideFates(trx, sent, now), now)
  await saveToldUpTo(trx, sent.flatMap(toldBy))
  const gone = await listDeparted(trx, sent.flatMap(aboutWhom))
  await saveBotMessages(
    trx,
    sent.flatMap((one) => toBotMessages(one, gone, now)),
  )
  return sent.map((one) => paced(one, now))
}

/** What becomes of a notice that was told. */
type Fate =
  | { readonly is: 'over'; readonly id: string }
  /** Something came meanwhile, which goes into a message of its own. */
  | { readonly is: 'reopened'; readonly id: string }
  /** It stands in a message that can be edited. */
  | { readonly is: 'shown'; readonly shown: Shown }

async function decideFates(trx: Trx, sent: readonly Sending[], now: Date): Promise<Fate[]> {
  const notices = await listByIds(
    trx,
    sent.flatMap(({ delivery }) => delivery.parts),
  )
  const told = sent.flatMap(toldBy)
  const threads = byName(told.length === 0 ? [] : await listThreads(trx, told))
  return sent.flatMap(({ delivery, messageId }) =>
    delivery.parts.flatMap((part): Fate[] => {
      const notice = notices.get(part.noticeId)
      if (notice === undefined) return []
      if (messageId === undefined || delivery.is_digest || !isBundled(part.topic))
        return [settled(notice, part)]
      const { conversationId = '' } = part.about
      const thread = threads.get(nameOf({ userId: notice.user_id, conversationId }))
      return [{ is: 'shown', shown: shownBy(part, { notice, thread, messageId }, now) }]
    }),
  )
}

/** What was told and is not shown any longer goes; what came meanwhile stays due. */
const settled = ({ id, version }: NoticeRow, part: Part): Fate => ({
  is: version === part.version ? 'over' : 'reopened',
  id,
})

/** What is over without having been told goes; what came since it was given out stays due. */
export async function settleAll(trx: Trx, parts: readonly Part[], now: Date): Promise<void> {
  if (parts.length === 0) return
  const notices = await listByIds(trx, parts)
  const fates = parts.flatMap((part) => {
    const notice = notices.get(part.noticeId)
    return notice === undefined ? [] : [settled(notice, part)]
  })
  await saveFates(trx, fates, now)
}

async function listByIds(trx: Trx, parts: readonly Part[]): Promise<ReadonlyMap<string, NoticeRow>> {
  const rows = await listNotices(
    trx,
    parts.map((part) => part.noticeId),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** A bundle, its conversation if it is one's, and the message of the bot that shows it now. */
interface Bundle {
  readonly notice: NoticeRow
  readonly thread: ThreadRow | undefined
  readonly messageId: number
}

function shownBy(part: Part, { notice, thread, messageId }: Bundle, now: Date): Shown {
  const { upToSeq = Infinity } = part
  // Messages may have been left out that did not fit.
  const hasUntold = (thread?.unread ?? []).some((seq) => seq > upToSeq)
  const isEdit = part.replaces === messageId
  return {
    id: notice.id,
    messageId,
    fromSeq: part.fromSeq ?? null,
    at: isEdit ? (notice.shown_at ?? now) : now,
    dueAt: hasUntold || notice.version !== part.version ? now : null,
  }
}

async function saveFates(trx: Trx, fates: readonly Fate[], now: Date): Promise<void> {
  const idsOf = (is: 'over' | 'reopened'): string[] =>
    fates.flatMap((fate) => (fate.is === is && 'id' in fate ? [fate.id] : []))
  await removeNotices(trx, idsOf('over'))
  await saveReopened(trx, idsOf('reopened'), now)
  await saveShown(
    trx,
    fates.flatMap((fate) => (fate.is === 'shown' ? [fate.shown] : [])),
  )
}

/** The conversations whose messages a delivery shows. */
export const toldBy = ({
  delivery: { user_id: userId, parts },
}: Pick<Sending, 'delivery'>): (ThreadKey & { upToSeq: number })[] =>
  parts.flatMap(({ about: { conversationId }, upToSeq }) =>
    upToSeq === undefined || conversationId === undefined ? [] : [{ userId, conversationId, upToSeq }],
  )

const aboutWhom = ({ delivery: { parts } }: Sending): string[] =>
  parts.flatMap(({ about: { personId } }) => personId ?? [])

/** What the bot's messages are about, for replies to them. */
function toBotMessages(
  { delivery, messageId, otherIds }: Sending,
  gone: ReadonlySet<string>,
  now: Date,
): BotMessageRow[] {
  const { user_id, parts, is_digest } = delivery
  const [{ kind, about, upToSeq = 0 }] = parts as [Part]
  const ids = messageId === undefined ? [] : [messageId, ...otherIds]
  const subject = is_digest || gone.has(about.personId ?? '') ? {} : about
  return [...new Set(ids)].map((id) => ({
    user_id,
    telegram_message_id: id,
    kind,
    conversation_id: subject.conversationId ?? null,
    target_user_id: subject.personId ?? null,
    up_to_seq: is_digest ? 0 : upToSeq,
    sent_at: now,
  }))
}

/** Telegram takes one message a second in a chat; what comes within it goes into one. */
const chatPauseMs = 1_000

/** A message that counts towards the limit of a day. */
function isNewMessage({ delivery, messageId }: Sending): boolean {
  const [first] = delivery.parts as [Part]
  return !isAlwaysOn(first.kind) && (messageId === undefined || first.replaces !== messageId)
}

/** The recipient after a message. */
function paced(sending: Sending, now: Date): RecipientRow {
  const { delivery, recipient } = sending
  const paused = { ...recipient, retries: 0, not_before: new Date(now.getTime() + chatPauseMs) }
  if (!isNewMessage(sending)) return paused
  const { day } = localTime(zoneOrUsual(recipient.time_zone), now)
  const before = {
    unanswered: recipient.unanswered,
    on: recipient.unanswered_on,
    digestOn: recipient.digest_on,
  }
  const { unanswered, on } = paceAfter(before, day)
  return { ...paused, unanswered, unanswered_on: on, ...(delivery.is_digest && { digest_on: day }) }
}
