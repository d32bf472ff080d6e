import { sql } from '@kindred/db'

import type { Db, MemberRow } from './schema.js'

export async function saveMembers(
  db: Db,
  rows: readonly Pick<MemberRow, 'conversation_id' | 'user_id' | 'partner_id' | 'active_at'>[],
): Promise<void> {
  await db
    .insertInto('member')
    .values([...rows])
    .execute()
}

/** Whether what the member writes is kept from the partner. */
const isUnheard = sql<boolean>`
  case when member.user_id = conversation.first_user_id then first_user_unheard else second_user_unheard end`.as(
  'unheard',
)

/** A person's side of a conversation that is not hidden, and known to the person. */
export const findMember = (
  db: Db,
  conversationId: string,
  userId: string,
): Promise<(MemberRow & { unheard: boolean }) | undefined> =>
  db
    .selectFrom('member')
    .innerJoin('conversation', 'conversation.id', 'member.conversation_id')
    .selectAll('member')
    .select(isUnheard)
    .where('conversation.hidden', '=', false)
    .where('conversation.unmet_by', 'is distinct from', userId)
    .where('conversation_id', '=', conversationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()

export async function saveReadMark(
  db: Db,
  member: Pick<MemberRow, 'conversation_id' | 'user_id' | 'read_seq' | 'unread_count'>,
): Promise<void> {
  await db
    .updateTable('member')
    .set({ read_seq: member.read_seq, unread_count: member.unread_count })
    .where('conversation_id', '=', member.conversation_id)
    .where('user_id', '=', member.user_id)
    .execute()
}
