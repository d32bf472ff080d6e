import { sql } from '@kindred/db'

import { messageColumnNames } from './messages.js'
import type { Db } from './schema.js'

const sealedColumns = sql.join(
  messageColumnNames.filter((name) => name !== 'client_message_id').map((name) => sql.ref(name)),
)

/** Copies the messages of locked conversations into the sealed tables, which no RPC reads, for `days` by the database's clock. */
export async function sealConversations(db: Db, ids: readonly string[], days: number): Promise<void> {
  await sql`
    insert into sealed_conversation (id, first_user_id, second_user_id, created_at, ended_at, keep_until)
    select id, first_user_id, second_user_id, created_at, now(), now() + make_interval(days => ${days}::int)
    from conversation where id = any(${[...ids]}::uuid[]) and last_seq > 0`.execute(db)
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
