import { sql } from '@kindred/db'

import type { ConversationRow, Db, MessageRow } from './schema.js'

type NewConversation = Omit<
  ConversationRow,
  'last_seq' | 'first_user_wrote' | 'second_user_wrote' | 'contact_shared'
>

/** False when the conversation exists already. */
export async function saveConversation(db: Db, row: NewConversation): Promise<boolean> {
  const saved = await db
    .insertInto('conversation')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return saved !== undefined
}

/** Locks conversations until the transaction ends, in the order of their ids; leaves out those that no longer exist. */
export const lockConversations = (db: Db, ids: readonly string[]): Promise<ConversationRow[]> =>
  db
    .selectFrom('conversation')
    .selectAll()
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()

export const lockConversationsOf = (db: Db, userId: string): Promise<ConversationRow[]> =>
  db
    .selectFrom('conversation')
    .selectAll()
    .where('id', 'in', (query) =>
      query.selectFrom('member').select('conversation_id').where('user_id', '=', userId),
    )
    .orderBy('id')
    .forUpdate()
    .execute()

/** Hides locked conversations from their people, or shows them again. */
export async function saveHidden(db: Db, ids: readonly string[], hidden: boolean): Promise<void> {
  await db
    .updateTable('conversation')
    .set({ hidden })
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
}

/** Counts messages of people who have written fewer than three in their conversations, which are locked. */
export async function saveWritten(
  db: Db,
  messages: readonly Pick<MessageRow, 'conversation_id' | 'sender_id'>[],
): Promise<void> {
  await sql`
    with written as (
      select conversation_id as id, sender_id, count(*) as count
      from unnest(
        ${messages.map((row) => row.conversation_id)}::uuid[], ${messages.map((row) => row.sender_id)}::uuid[]
      ) as one (conversation_id, sender_id)
      group by 1, 2
    )
    update conversation set
      first_user_wrote = first_user_wrote + coalesce((select count from written where id = conversation.id and sender_id = first_user_id), 0),
      second_user_wrote = second_user_wrote + coalesce((select count from written where id = conversation.id and sender_id = second_user_id), 0)
    where id = any(${messages.map((row) => row.conversation_id)}::uuid[])`.execute(db)
}

/** Members and messages are removed with their conversation. */
export async function removeConversations(db: Db, ids: readonly string[]): Promise<void> {
  await db
    .deleteFrom('conversation')
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
}
