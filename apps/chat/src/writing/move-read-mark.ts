import { transact } from '@kindred/db'

import { conversationNotFound } from '../domain/errors.js'
import { advanceMark } from '../domain/read-mark.js'
import { lockConversations } from '../store/conversations.js'
import { findMember, saveReadMark } from '../store/members.js'
import { countMessagesAfter, findNewestSeen } from '../store/messages.js'
import type { ConversationRow, Db, MemberRow, Trx } from '../store/schema.js'
import { boundLockWaits } from './lock-wait.js'
import { logEvents } from './log-events.js'

interface ReadWish {
  readonly userId: string
  readonly conversationId: string
  readonly upToSeq: number
}

type Marked = Pick<MemberRow, 'read_seq' | 'unread_count'>

/** Moves a read mark forward and tells both people; a mark that does not move changes nothing. */
export const moveReadMark = (db: Db, wish: ReadWish, now: Date): Promise<Marked> =>
  transact(db, async (trx) => {
    await boundLockWaits(trx)
    return move(trx, wish, now)
  })

async function move(trx: Trx, { userId, conversationId, upToSeq }: ReadWish, now: Date): Promise<Marked> {
  const [conversation] = await lockConversations(trx, [conversationId])
  const member = await findMember(trx, conversationId, userId)
  if (conversation === undefined || member === undefined) throw conversationNotFound()
  const newestFor = openNewestSeen(trx, conversation)
  const mark = advanceMark(member.read_seq, upToSeq, await newestFor(userId, conversation.last_seq))
  if (mark === member.read_seq) return member

  const allRead = mark === conversation.last_seq
  const unread = allRead ? 0 : await countMessagesAfter(trx, conversationId, member.partner_id, mark)
  const moved = { ...member, read_seq: mark, unread_count: unread }
  await saveReadMark(trx, moved)
  const told = { kind: 'message_read' as const, conversationId, actorId: userId }
  const { partner_id: partnerId } = member
  const [before, seq] = [await newestFor(partnerId, member.read_seq), await newestFor(partnerId, mark)]
  const isForPartner = seq > before && partnerId !== conversation.unmet_by
  await logEvents(
    trx,
    [{ ...told, userId, seq: mark }, ...(isForPartner ? [{ ...told, userId: partnerId, seq }] : [])],
    now,
  )
  return moved
}

/** The newest seq up to one that one of the two sees: a mark must not tell of messages that are kept from them. */
const openNewestSeen =
  (db: Db, { id: conversationId, first_user_unheard, second_user_unheard }: ConversationRow) =>
  async (readerId: string, upTo: number): Promise<number> =>
    first_user_unheard || second_user_unheard ? findNewestSeen(db, { conversationId, readerId }, upTo) : upTo
