import { type RawBuilder, sql } from '@kindred/db'

import type { Db } from './schema.js'

/** Whether of two participants, aliases of a statement, only `partner` wants to write first: where both do, either may. */
export const writesFirst = (partner: string, me: string): RawBuilder<boolean> =>
  sql`coalesce(${sql.ref(`${partner}.writes_first`)}, false) and not coalesce(${sql.ref(`${me}.writes_first`)}, false)`

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
    join participant partner on partner.user_id = member.partner_id
    left join participant me on me.user_id = member.user_id
    where ${writesFirst('partner', 'me')} and not exists (
      select from message
      where message.conversation_id = member.conversation_id and (not withheld or sender_id = member.user_id)
    )`.execute(db)
  return rows
}
