import { sql } from '@kindred/db'

import type { Db, MemberRow, MessageRow } from './schema.js'

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

/** Adds new messages to the recipients' unread counts, and moves their conversations to the top for both people. */
export async function countMessages(db: Db, messages: readonly MessageRow[]): Promise<void> {
  await sql`
    with written as (
      select conversation_id, sender_id, withheld, count(*)::int as count, max(at) as at
      from unnest(
        ${messages.map((row) => row.conversation_id)}::uuid[],
        ${messages.map((row) => row.sender_id)}::uuid[],
        ${messages.map((row) => row.created_at.toISOString())}::timestamptz[],
        ${messages.map((row) => row.withheld)}::boolean[]
      ) as one (conversation_id, sender_id, at, withheld)
      group by 1, 2, 3
    ), counted as (
      select member.conversation_id, member.user_id, max(written.at) as at,
        coalesce(sum(written.count) filter (where written.sender_id <> member.user_id), 0) as unread
      from member join written using (conversation_id)
      where not written.withheld or written.sender_id = member.user_id
      group by 1, 2
    )
    update member
    set unread_count = member.unread_count + counted.unread, active_at = greatest(member.active_at, counted.at)
    from counted
    where member.conversation_id = counted.conversation_id and member.user_id = counted.user_id`.execute(db)
}

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
