import { sql } from '@kindred/db'

import { type JoinedMessage, selectMessage, splitMessage } from './joined-message.js'
import type { Db, MessageRow } from './schema.js'

/** One person's side of a conversation. */
interface Side {
  readonly userId: string
  readonly conversationId: string
}

/** A side, and the seq after which its messages are asked for. */
export interface SideAfter extends Side {
  readonly afterSeq: number
}

/** What a person has not read of a conversation. */
export interface UnreadRow extends Side {
  readonly messages: readonly MessageRow[]
}

type Flat = { user_id: string; conversation_id: string } & JoinedMessage

/** The first `limit` unread messages of each side, after those that are known, as its person sees them, by rising seq; conversations that are over or hidden are left out. */
export async function listUnread(db: Db, sides: readonly SideAfter[], limit: number): Promise<UnreadRow[]> {
  const { rows } = await sql<Flat>`
    select member.user_id, member.conversation_id, ${selectMessage('unread')}
    from jsonb_to_recordset(${JSON.stringify(sides)}::jsonb) as asked ("userId" uuid, "conversationId" uuid, "afterSeq" bigint)
    join member on member.user_id = asked."userId" and member.conversation_id = asked."conversationId"
    join conversation on conversation.id = member.conversation_id and not hidden and unmet_by is distinct from member.user_id
    left join lateral (
      select * from message
      where message.conversation_id = member.conversation_id and message.seq > greatest(member.read_seq, asked."afterSeq")
        and sender_id = member.partner_id and not withheld
      order by seq limit ${limit}
    ) as unread on true
    order by member.user_id, member.conversation_id, unread.seq`.execute(db)
  const found = new Map<string, { userId: string; conversationId: string; messages: MessageRow[] }>()
  for (const row of rows) {
    const [message, { user_id: userId, conversation_id: conversationId }] = splitMessage(row)
    const key = `${userId} ${conversationId}`
    const side = found.get(key) ?? { userId, conversationId, messages: [] }
    found.set(key, side)
    if (message !== undefined) side.messages.push(message)
  }
  return [...found.values()]
}
