import { sql } from '@kindred/db'

import type { Db, MessageRow } from './schema.js'

/** Keeps what a person writes in locked conversations from the partners from now on, or no longer. */
export async function saveUnheard(
  db: Db,
  userId: string,
  ids: readonly string[],
  unheard: boolean,
): Promise<void> {
  await sql`
    update conversation set
      first_user_unheard = case when first_user_id = ${userId} then ${unheard} else first_user_unheard end,
      second_user_unheard = case when second_user_id = ${userId} then ${unheard} else second_user_unheard end
    where id = any(${[...ids]}::uuid[])`.execute(db)
}

/** Hands out what was withheld of a person's messages in locked conversations; returns them in the order in which they were written. */
export async function releaseMessages(
  db: Db,
  userId: string,
  ids: readonly string[],
): Promise<Pick<MessageRow, 'conversation_id' | 'seq'>[]> {
  const { rows } = await sql<Pick<MessageRow, 'conversation_id' | 'seq'>>`
    with released as (
      update message set withheld = false
      where conversation_id = any(${[...ids]}::uuid[]) and sender_id = ${userId} and withheld
      returning conversation_id, seq, created_at
    )
    select conversation_id, seq from released order by created_at, conversation_id, seq`.execute(db)
  return rows
}

/** Counts the partners' unread messages of a person anew, and moves these locked conversations to where their newest message belongs. */
export async function recountUnread(db: Db, userId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update member set unread_count = theirs.unread, active_at = greatest(member.active_at, theirs.newest)
    from (
      select conversation_id, max(message.created_at) as newest, count(*) filter (where seq > read_seq)::int as unread
      from member join message using (conversation_id)
      where conversation_id = any(${[...ids]}::uuid[]) and partner_id = ${userId} and sender_id = ${userId}
      group by conversation_id
    ) theirs
    where member.conversation_id = theirs.conversation_id and member.partner_id = ${userId}`.execute(db)
}

/** Lets the partners know of these locked conversations that were kept from them. */
export async function clearUnmet(db: Db, ids: readonly string[]): Promise<void> {
  await db
    .updateTable('conversation')
    .set({ unmet_by: null })
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
}
