import type { ConversationRow, Trx } from '../store/schema.js'
import { clearUnmet, recountUnread, releaseMessages } from '../store/withheld.js'
import { logEvents, type Told } from './log-events.js'

/** Brings the partners in a person's locked conversations what was kept from them: matches first, then messages in their order. */
export async function deliverWithheld(
  trx: Trx,
  userId: string,
  conversations: readonly ConversationRow[],
  now: Date,
): Promise<void> {
  const partners = new Map(conversations.map((row) => [row.id, partnerOf(row, userId)]))
  const unmet = conversations.filter((row) => row.unmet_by !== null && row.unmet_by !== userId)
  const messages = await releaseMessages(trx, userId, [...partners.keys()])
  const shown = new Set(conversations.flatMap(({ id, hidden }) => (hidden ? [] : [id])))
  const told: Told[] = [
    ...unmet.flatMap(({ id }) => tellOfMatch(id, partners.get(id)!, userId)),
    ...messages.map(({ conversation_id: id, seq }) =>
      tellOfMessage(partners.get(id)!, { id, seq, senderId: userId }),
    ),
  ]
  await clearUnmet(
    trx,
    unmet.map((row) => row.id),
  )
  await recountUnread(trx, userId, [...new Set(messages.map((row) => row.conversation_id))])
  // Of a conversation that is hidden for another reason its people are told when it is shown again.
  await logEvents(
    trx,
    told.filter((one) => shown.has(one.conversationId)),
    now,
  )
}

export const partnerOf = (
  { first_user_id: first, second_user_id: second }: ConversationRow,
  userId: string,
): string => (first === userId ? second : first)

/** What is told to a person of a new match with another; `isOwn` when the person has just made it. */
export const tellOfMatch = (
  conversationId: string,
  userId: string,
  actorId: string,
  isOwn = false,
): Told[] => [
  { userId, kind: 'conversation_created', conversationId, actorId },
  { userId, kind: 'match_created', conversationId, actorId, isOwn },
]

/** A message by its conversation, its place there and who wrote it. */
interface ToldMessage {
  readonly id: string
  readonly seq: number
  readonly senderId: string
}

/** What is told to a person of a message. */
export const tellOfMessage = (userId: string, { id, seq, senderId }: ToldMessage): Told => ({
  userId,
  kind: 'message_created',
  conversationId: id,
  seq,
  senderId,
})
