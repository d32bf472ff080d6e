import { sql } from '@kindred/db'

import { messageColumnNames } from './messages.js'
import type { Db, MessageRow } from './schema.js'

/** What is kept of a message when its conversation ends. */
export type SealableMessage = Omit<MessageRow, 'client_message_id'>

/** Where messages of live conversations are, and those of ended ones. */
export type SealableTable = 'message' | 'sealed_message'

const sealedNames = messageColumnNames.filter((name) => name !== 'client_message_id')
const sealedColumns = sql.join(sealedNames.map((name) => sql.ref(name)))

/** Copies locked conversations with their messages into the sealed tables, which no RPC of people reads, for `days` by the database's clock. */
export async function sealConversations(db: Db, ids: readonly string[], days: number): Promise<void> {
  await sql`
    insert into sealed_conversation (id, first_user_id, second_user_id, created_at, ended_at, keep_until)
    select id, first_user_id, second_user_id, created_at, now(), now() + make_interval(days => ${days}::int)
    from conversation where id = any(${[...ids]}::uuid[])`.execute(db)
  await sql`
    insert into sealed_message (${sealedColumns}) select ${sealedColumns}
    from message where conversation_id = any(${[...ids]}::uuid[])`.execute(db)
}

/** Removes up to `limit` messages whose time is over by the database's clock; returns how many there were. */
export async function removeSealedMessages(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from sealed_message where ctid = any(array(
      select sealed_message.ctid
      from sealed_conversation join sealed_message on conversation_id = sealed_conversation.id
      where keep_until < now() limit ${limit}
    )) returning 1`.execute(db)
  return rows.length
}

/** Removes up to `limit` sealed conversations whose time is over and of which no message is left; returns how many there were. */
export async function removeSealedConversations(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from sealed_conversation where id = any(array(
      select id from sealed_conversation
      where keep_until < now() and not exists (select from sealed_message where conversation_id = sealed_conversation.id)
      limit ${limit} for update skip locked
    )) returning 1`.execute(db)
  return rows.length
}

/** The messages of a conversation that are nearest to the named ones, or the newest, oldest first. */
export async function listSealableNear(
  db: Db,
  table: SealableTable,
  conversationId: string,
  { messageIds, limit }: { readonly messageIds: readonly string[]; readonly limit: number },
): Promise<SealableMessage[]> {
  const { rows } = await sql<SealableMessage>`
    with asked as (
      select seq from ${sql.table(table)} where conversation_id = ${conversationId} and id = any(${[...messageIds]}::uuid[])
    ),
    near as (
      select about.seq, min(abs(about.seq - asked.seq)) as distance
      from asked cross join lateral (
        select seq from ${sql.table(table)}
        where conversation_id = ${conversationId} and seq between asked.seq - ${limit}::int and asked.seq + ${limit}::int
      ) about
      group by about.seq order by distance, about.seq desc limit ${limit}
    ),
    newest as (
      select seq from ${sql.table(table)}
      where conversation_id = ${conversationId} and not exists (select from asked) order by seq desc limit ${limit}
    )
    select ${sealedColumns} from ${sql.table(table)}
    where conversation_id = ${conversationId} and seq in (select seq from near union all select seq from newest)
    order by seq`.execute(db)
  return rows
}
