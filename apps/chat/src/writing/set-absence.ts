import { hasLeft, lockPeople } from '@kindred/events/departures'

import { findAbsent, removeAbsence, saveAbsence } from '../store/absence.js'
import { lockConversationsOf, saveHidden } from '../store/conversations.js'
import type { AbsenceReason, ConversationRow, Trx } from '../store/schema.js'
import { removeConversationEvents } from '../store/user-events.js'
import { partnerOf } from './deliver-withheld.js'
import { logEvents } from './log-events.js'

/** Whether a reason holds that a person is to be met by nobody. */
export interface Absence {
  readonly userId: string
  readonly reason: AbsenceReason
  readonly holds: boolean
}

/** Hides all conversations of a person from both sides while any reason for absence holds. Partners get the events of an ended conversation. */
export async function setAbsence(trx: Trx, { userId, reason, holds }: Absence, now: Date): Promise<void> {
  await lockPeople(trx, userId)
  if (await hasLeft(trx, userId)) return
  const wasAbsent = (await findAbsent(trx, [userId])).has(userId)
  await (holds ? saveAbsence(trx, userId, reason) : removeAbsence(trx, userId, reason))
  const isAbsent = (await findAbsent(trx, [userId])).has(userId)
  if (isAbsent === wasAbsent) return
  const conversations = await lockConversationsOf(trx, userId)
  if (isAbsent) await hide(trx, userId, conversations, now)
  else await show(trx, userId, conversations, now)
}

async function hide(
  trx: Trx,
  userId: string,
  conversations: readonly ConversationRow[],
  now: Date,
): Promise<void> {
  const shown = conversations.filter(({ hidden }) => !hidden)
  if (shown.length === 0) return
  const ends = shown.filter(isKnownToPartner(userId)).map((row) => ({
    userId: partnerOf(row, userId),
    kind: 'conversation_ended' as const,
    conversationId: row.id,
  }))
  const ids = shown.map((row) => row.id)
  await logEvents(trx, ends, now)
  await removeConversationEvents(trx, [...new Set(ends.map((end) => end.userId))], ids)
  await saveHidden(trx, ids, true)
}

const isKnownToPartner =
  (userId: string) =>
  (row: ConversationRow): boolean =>
    row.unmet_by !== partnerOf(row, userId)

/** Those whose partner is absent as well stay hidden. */
async function show(
  trx: Trx,
  userId: string,
  conversations: readonly ConversationRow[],
  now: Date,
): Promise<void> {
  const partners = conversations.map((row) => partnerOf(row, userId))
  const absent = await findAbsent(trx, partners)
  const back = conversations.filter((row) => row.hidden && !absent.has(partnerOf(row, userId)))
  const told = back.filter(isKnownToPartner(userId)).map((row) => ({
    userId: partnerOf(row, userId),
    kind: 'conversation_created' as const,
    conversationId: row.id,
    actorId: userId,
  }))
  await logEvents(trx, told, now)
  await saveHidden(
    trx,
    back.map((row) => row.id),
    false,
  )
}
