import { sql } from '@kindred/db'

import type { Db } from './schema.js'

/** Who of these people want to write first. */
export async function findReserving(db: Db, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('participant')
    .select('user_id')
    .where('user_id', 'in', [...userIds])
    .where('writes_first', '=', true)
    .execute()
  return new Set(rows.map((row) => row.user_id))
}

/** Keeps the first message of a person's locked conversations for the person where nobody has written and the partner does not want the same. */
export async function reserveFirst(db: Db, userId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update conversation set first_writer_id = ${userId}
    from member
    where conversation.id = any(${[...ids]}::uuid[]) and last_seq = 0 and first_writer_id is null
      and member.conversation_id = conversation.id and member.user_id = ${userId}
      and not exists (select from participant where participant.user_id = member.partner_id and writes_first)`.execute(
    db,
  )
}

/** Leaves the first message of a person's locked conversations to either, or to the partner who wants to write it. */
export async function releaseFirst(db: Db, userId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update conversation set first_writer_id = (
      select participant.user_id from participant join member on member.partner_id = participant.user_id
      where member.conversation_id = conversation.id and member.user_id = ${userId} and writes_first
    )
    where id = any(${[...ids]}::uuid[]) and first_writer_id = ${userId}`.execute(db)
}

/** One of the two of a conversation. */
export interface Side {
  readonly conversationId: string
  readonly userId: string
}

/** Who of these must wait for the partner's first message: a message that is kept from them is none. */
export async function listWaiting(db: Db, sides: readonly Side[]): Promise<Side[]> {
  const { rows } = await sql<Side>`
    select asked.conversation_id as "conversationId", asked.user_id as "userId"
    from unnest(
      ${sides.map(({ conversationId }) => conversationId)}::uuid[], ${sides.map(({ userId }) => userId)}::uuid[]
    ) as asked (conversation_id, user_id)
    join member using (conversation_id, user_id)
    join conversation on conversation.id = member.conversation_id
    where first_writer_id = member.partner_id and not exists (
      select from message
      where message.conversation_id = member.conversation_id and (not withheld or sender_id = member.user_id)
    )`.execute(db)
  return rows
}
