import { createStatement, sql } from '@kindred/db'
import { publishing, type StoredEvent } from '@kindred/events'

import { messageColumnNames } from './messages.js'
import { eventsChannel, eventsPayloads } from './notify.js'
import { type Db, messageColumns, type MessageRow, type UserEventRow } from './schema.js'

/** What the messages of one transaction change. */
export interface SavedGroup {
  readonly messages: readonly MessageRow[]
  /** What people are told of them. */
  readonly logged: readonly UserEventRow[]
  /** What other services are told of them. */
  readonly event: StoredEvent
  /** The instance that tells its own streams, see `saveUserEvents`. */
  readonly toldBy: string | undefined
}

/** How many messages each person of a conversation has not read more than before; 0 for whoever only wrote. */
interface Count {
  readonly conversationId: string
  readonly userId: string
  readonly at: Date
  unread: number
}

interface Given extends SavedGroup {
  readonly lastSeqs: ReadonlyMap<string, number>
  readonly counts: readonly Count[]
  readonly grown: ReadonlyMap<string, number>
}

const save = createStatement<Given, { readonly stored: number }>((param) => {
  const messages = messageColumnNames.map(
    (name) =>
      sql`${param(({ messages }) => messages.map((row) => toParameter(row[name])))}::${sql.raw(messageColumns[name])}[]`,
  )
  const count = <T>(read: (count: Count) => T) => param(({ counts }) => counts.map(read))
  const logged = <T>(read: (row: UserEventRow) => T) => param(({ logged }) => logged.map(read))
  const event = {
    id: param(({ event }) => event.id),
    type: param(({ event }) => event.type),
    aggregateId: param(({ event }) => event.aggregateId),
    payload: param(({ event }) => event.payload),
    traceparent: param(({ event }) => event.traceparent),
  }
  return sql`
    with stored as (
      insert into message (${sql.join(messageColumnNames.map((name) => sql.ref(name)))})
      select * from unnest(${sql.join(messages)})
      on conflict on constraint message_client_id do nothing
      returning 1
    ), moved as (
      update conversation set last_seq = last.seq
      from unnest(
        ${param(({ lastSeqs }) => [...lastSeqs.keys()])}::uuid[], ${param(({ lastSeqs }) => [...lastSeqs.values()])}::bigint[]
      ) as last (id, seq)
      where conversation.id = last.id
    ), counted as (
      update member set unread_count = unread_count + added.unread, active_at = greatest(active_at, added.at)
      from unnest(
        ${count(({ conversationId }) => conversationId)}::uuid[], ${count(({ userId }) => userId)}::uuid[],
        ${count(({ unread }) => unread)}::int[], ${count(({ at }) => at.toISOString())}::timestamptz[]
      ) as added (conversation_id, user_id, unread, at)
      where member.conversation_id = added.conversation_id and member.user_id = added.user_id
    ), grown as (
      update user_stream set position = newest.position
      from unnest(
        ${param(({ grown }) => [...grown.keys()])}::uuid[], ${param(({ grown }) => [...grown.values()])}::bigint[]
      ) as newest (user_id, position)
      where user_stream.user_id = newest.user_id
    ), logged as (
      insert into user_event (user_id, position, kind, conversation_id, actor_id, seq, created_at, traceparent)
      select * from unnest(
        ${logged((row) => row.user_id)}::uuid[], ${logged((row) => row.position)}::bigint[],
        ${logged((row) => row.kind)}::text[], ${logged((row) => row.conversation_id)}::uuid[],
        ${logged((row) => row.actor_id)}::uuid[], ${logged((row) => row.seq)}::bigint[],
        ${logged((row) => row.created_at.toISOString())}::timestamptz[], ${logged((row) => row.traceparent)}::text[]
      )
    ), told as (
      select pg_notify(${sql.lit(eventsChannel)}, payload)
      from unnest(${param(({ logged, toldBy }) => eventsPayloads(logged.map(userIdOf), toldBy))}::text[]) as payload
    ), ${publishing(event)}
    select (select count(*) from stored)::int as stored, (select count(*) from told), (select count(*) from rung)`
})

const userIdOf = ({ user_id }: UserEventRow): string => user_id

/**
 * Stores messages of locked conversations and tells of them, in one statement; the logs of their people are locked too. False when a message
 * was stored before under its client_message_id: then the transaction must not be committed.
 */
export async function saveGroup(db: Db, group: SavedGroup): Promise<boolean> {
  const { messages, logged } = group
  const [saved] = await save(db, {
    ...group,
    lastSeqs: new Map(messages.map((row) => [row.conversation_id, row.seq])),
    counts: countsOf(group),
    grown: new Map(logged.map((row) => [row.user_id, row.position])),
  })
  return saved?.stored === messages.length
}

/** Whoever is told of a message finds its conversation on top, and the other of the two has one more to read. */
function countsOf({ messages, logged }: SavedGroup): Count[] {
  const senders = new Map(messages.map((row) => [placeOf(row), row.sender_id]))
  const counts = new Map<string, Count>()
  for (const row of logged) {
    const { user_id: userId, conversation_id: conversationId, created_at: at } = row
    const key = `${conversationId} ${userId}`
    const count = counts.get(key) ?? { conversationId, userId, at, unread: 0 }
    counts.set(key, count)
    if (senders.get(placeOf(row)) !== userId) count.unread += 1
  }
  return [...counts.values()]
}

const placeOf = (row: { readonly conversation_id: string; readonly seq: number | null }): string =>
  `${row.conversation_id} ${row.seq}`

function toParameter(value: MessageRow[keyof MessageRow]): string | number | boolean | null {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}
