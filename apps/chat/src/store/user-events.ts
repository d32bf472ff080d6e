import { hint, hintsByNotify, sql, untold } from '@kindred/db'

import { type JoinedMessage, selectMessage, splitMessage } from './joined-message.js'
import { eventsChannel, eventsPayloads } from './notify.js'
import type { Db, MessageRow, UserEventRow } from './schema.js'

/** A message event comes with its message. */
export interface ToldEventRow extends UserEventRow {
  message: MessageRow | undefined
}

type Flat = UserEventRow & JoinedMessage

/** Saves events and wakes the instances that carry their people. They hear of it when the transaction commits. */
export async function saveUserEvents(db: Db, rows: readonly UserEventRow[]): Promise<void> {
  const payloads = eventsPayloads(rows.map((row) => row.user_id))
  const { rows: told } = await sql<{ payload: string | null }>`
    with told as (
      select ${untold(hintsByNotify(db), eventsChannel, sql`payload`)} as payload
      from unnest(${payloads}::text[]) as payload
    ),
    saved as (
    insert into user_event (user_id, position, kind, conversation_id, actor_id, seq, created_at, traceparent)
    select * from unnest(
      ${rows.map((row) => row.user_id)}::uuid[],
      ${rows.map((row) => row.position)}::bigint[],
      ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => row.conversation_id)}::uuid[],
      ${rows.map((row) => row.actor_id)}::uuid[],
      ${rows.map((row) => row.seq)}::bigint[],
      ${rows.map((row) => row.created_at.toISOString())}::timestamptz[],
      ${rows.map((row) => row.traceparent)}::text[]
    ))
    select payload from told`.execute(db)
  await hint(
    db,
    eventsChannel,
    told.map(({ payload }) => payload),
  )
}

/**
 * The events of several people after a position of each, ordered by person and position, at most `limit` for each person. Each message is
 * looked up by itself: mostly there is none, and a join of all at once would read the whole table.
 */
export async function listUserEvents(
  db: Db,
  after: ReadonlyMap<string, number>,
  limit: number,
): Promise<ToldEventRow[]> {
  const { rows } = await sql<Flat>`
    select event.*, ${selectMessage('message')}
    from unnest(${[...after.keys()]}::uuid[], ${[...after.values()]}::bigint[]) as asked (user_id, position)
    cross join lateral (
      select * from user_event
      where user_event.user_id = asked.user_id and user_event.position > asked.position
      order by user_event.position
      limit ${limit}
    ) as event
    left join lateral (
      select * from message
      where event.kind = 'message_created' and message.conversation_id = event.conversation_id and message.seq = event.seq
      limit 1
    ) as message on true
    order by event.user_id, event.position`.execute(db)
  return rows.map(withMessage)
}

/** Removes the people's events about these conversations, except those about their end. */
export async function removeConversationEvents(
  db: Db,
  userIds: readonly string[],
  conversationIds: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('user_event')
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .where('conversation_id', '=', sql<string>`any(${[...conversationIds]}::uuid[])`)
    .where('kind', 'not in', ['conversation_ended', 'conversation_parted'])
    .execute()
}

export async function removeUserEvents(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('user_event').where('user_id', '=', userId).execute()
}

function withMessage(row: Flat): ToldEventRow {
  const [message, event] = splitMessage(row)
  return { ...event, message }
}
