import { sql } from '@kindred/db'

import type { Draft } from '../domain/draft.js'
import { type Db, messageColumns, type MessageRow } from './schema.js'

export const messageColumnNames = Object.keys(messageColumns) as (keyof MessageRow)[]

/** The messages already stored under the senders and client_message_ids of these drafts. */
export async function findSentMessages(db: Db, drafts: readonly Draft[]): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select message.* from message
    join (
      select distinct * from unnest(
        ${drafts.map(({ senderId }) => senderId)}::uuid[], ${drafts.map(({ clientMessageId }) => clientMessageId)}::text[]
      )
    ) as asked (sender_id, client_message_id) using (sender_id, client_message_id)`.execute(db)
  return rows
}

/** Whose view of which conversation. */
interface Reading {
  readonly conversationId: string
  readonly readerId: string
}

/** What the reader sees of a conversation: everything but what is withheld of the other's messages. */
const listMessages = (db: Db, { conversationId, readerId }: Reading) =>
  db
    .selectFrom('message')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where((where) => where.or([where('withheld', '=', false), where('sender_id', '=', readerId)]))

/** The newest messages below a seq, newest first. */
export const listMessagesBefore = (
  db: Db,
  { conversationId, readerId }: Reading,
  seq: number | undefined,
  limit: number,
): Promise<MessageRow[]> =>
  listMessages(db, { conversationId, readerId })
    .$if(seq !== undefined, (query) => query.where('seq', '<', seq ?? 0))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()

/** The oldest messages above a seq, oldest first. */
export const listMessagesAfter = (
  db: Db,
  { conversationId, readerId }: Reading,
  seq: number,
  limit: number,
): Promise<MessageRow[]> =>
  listMessages(db, { conversationId, readerId }).where('seq', '>', seq).orderBy('seq').limit(limit).execute()

/** The largest seq up to one of what the reader sees; 0 when there is none. */
export async function findNewestSeen(db: Db, reading: Reading, upTo: number): Promise<number> {
  const newest = await listMessages(db, reading)
    .where('seq', '<=', upTo)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest?.seq ?? 0
}

export async function countMessagesAfter(
  db: Db,
  conversationId: string,
  senderId: string,
  seq: number,
): Promise<number> {
  const { count } = await db
    .selectFrom('message')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('conversation_id', '=', conversationId)
    .where('sender_id', '=', senderId)
    .where('seq', '>', seq)
    .where('withheld', '=', false)
    .executeTakeFirstOrThrow()
  return count
}
