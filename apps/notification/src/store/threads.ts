import { sql } from '@kindred/db'

import type { Db, ThreadRow, Trx } from './schema.js'

/** One person's side of a conversation. */
export interface ThreadKey {
  readonly userId: string
  readonly conversationId: string
}

/** Names one person's side of a conversation among others. */
export const nameOf = ({ userId, conversationId }: ThreadKey): string => `${userId} ${conversationId}`

/** Sides of conversations by their names. */
export type Threads = ReadonlyMap<string, ThreadRow>

export const byName = (rows: readonly ThreadRow[]): Threads =>
  new Map(rows.map((row) => [nameOf({ userId: row.user_id, conversationId: row.conversation_id }), row]))

export async function listThreads(db: Db, keys: readonly ThreadKey[]): Promise<ThreadRow[]> {
  const { rows } = await sql<ThreadRow>`
    select thread.* from thread
    join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as asked ("userId" uuid, "conversationId" uuid)
      on thread.user_id = asked."userId" and thread.conversation_id = asked."conversationId"`.execute(db)
  return rows
}

export async function saveThreads(trx: Trx, rows: readonly ThreadRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into thread
    select * from jsonb_populate_recordset(null::thread, ${JSON.stringify(rows)}::jsonb)
    on conflict (user_id, conversation_id) do update set
      partner_id = excluded.partner_id, read_seq = excluded.read_seq, told_seq = excluded.told_seq,
      unread = excluded.unread, ended = excluded.ended, position = excluded.position, last_at = excluded.last_at,
      last_is_own = excluded.last_is_own, muted = excluded.muted, nudged_at = excluded.nudged_at`.execute(trx)
}

/** The bot has shown conversations' messages up to a seq each. */
export async function saveToldUpTo(
  trx: Trx,
  told: readonly (ThreadKey & { readonly upToSeq: number })[],
): Promise<void> {
  if (told.length === 0) return
  await sql`
    update thread set told_seq = "upToSeq"
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
      as told ("userId" uuid, "conversationId" uuid, "upToSeq" bigint)
    where user_id = "userId" and conversation_id = "conversationId" and told_seq < "upToSeq"`.execute(trx)
}
