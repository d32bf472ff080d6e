import { createStatement, hint, hintsByNotify, sql, untold } from '@kindred/db'
import { publishing, ringFor, type StoredEvent } from '@kindred/events'

import { messageColumnNames } from './messages.js'
import { eventsChannel, eventsPayloads } from './notify.js'
import { type Db, messageColumns, type MessageRow } from './schema.js'

/** A message with its places in the logs of its people. */
export interface LoggedMessage {
  readonly row: MessageRow
  readonly senderPosition: number
  /** Missing for a message that only its sender sees. */
  readonly reader: { readonly userId: string; readonly position: number } | undefined
  /** Of the work that wrote it; empty where nothing is traced. */
  readonly traceparent: string
}

/** What the messages of one transaction change. */
export interface SavedGroup {
  readonly messages: readonly LoggedMessage[]
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
  readonly byNotify: boolean
}

/** How many messages were stored, and what is left to tell. */
interface Saved {
  readonly stored: number
  readonly untold: readonly (string | null)[]
  readonly rung: readonly (string | null)[]
}

const save = createStatement<Given, Saved>((param) => {
  const columns = sql.join(messageColumnNames.map((name) => sql.ref(name)))
  const values = messageColumnNames.map(
    (name) =>
      sql`${param(({ messages }) => messages.map(({ row }) => toParameter(row[name])))}::${sql.raw(messageColumns[name])}[]`,
  )
  const count = <T>(read: (count: Count) => T) => param(({ counts }) => counts.map(read))
  const logged = <T>(read: (message: LoggedMessage) => T) => param(({ messages }) => messages.map(read))
  const event = {
    id: param(({ event }) => event.id),
    type: param(({ event }) => event.type),
    aggregateId: param(({ event }) => event.aggregateId),
    payload: param(({ event }) => event.payload),
    traceparent: param(({ event }) => event.traceparent),
  }
  const byNotify = param(({ byNotify }) => byNotify)
  return sql`
    with given as materialized (
      select * from unnest(
        ${sql.join(values)}, ${logged(({ senderPosition }) => senderPosition)}::bigint[],
        ${logged(({ reader }) => reader?.userId ?? null)}::uuid[], ${logged(({ reader }) => reader?.position ?? null)}::bigint[],
        ${logged(({ traceparent }) => traceparent)}::text[]
      ) as given (${columns}, sender_position, reader_id, reader_position, traceparent)
    ), stored as (
      insert into message (${columns}) select ${columns} from given
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
      insert into user_event (user_id, position, kind, conversation_id, seq, created_at, traceparent)
      select sender_id, sender_position, 'message_created', conversation_id, seq, created_at, traceparent from given
      union all
      select reader_id, reader_position, 'message_created', conversation_id, seq, created_at, traceparent from given
      where reader_id is not null
    ), told as (
      select ${untold(byNotify, eventsChannel, sql`payload`)} as payload
      from unnest(${param(({ grown, toldBy }) => eventsPayloads(grown.keys(), toldBy))}::text[]) as payload
    ), ${publishing(event, byNotify)}
    select (select count(*) from stored)::int as stored, array(select payload from told) as untold,
      array(select subscriber from rung) as rung`
})

/**
 * Stores messages of locked conversations and tells of them, in one statement; the logs of their people are locked too. False when a message
 * was stored before under its client_message_id: then the transaction must not be committed.
 */
export async function saveGroup(db: Db, group: SavedGroup): Promise<boolean> {
  const { messages } = group
  const [saved] = await save(db, {
    ...group,
    lastSeqs: new Map(messages.map(({ row }) => [row.conversation_id, row.seq])),
    counts: countsOf(messages),
    grown: grownOf(messages),
    byNotify: hintsByNotify(db),
  })
  if (saved?.stored !== messages.length) return false
  await hint(db, eventsChannel, saved.untold)
  await ringFor(db, saved.rung)
  return true
}

/** Whoever is told of a message finds its conversation on top, and the other of the two has one more to read. */
function countsOf(messages: readonly LoggedMessage[]): Count[] {
  const counts = new Map<string, Count>()
  const countFor = (
    { conversation_id: conversationId, created_at: at }: MessageRow,
    userId: string,
  ): Count => {
    const key = `${conversationId} ${userId}`
    const known = counts.get(key)
    if (known !== undefined) return known
    const count = { conversationId, userId, at, unread: 0 }
    counts.set(key, count)
    return count
  }
  for (const { row, reader } of messages) {
    countFor(row, row.sender_id)
    if (reader !== undefined) countFor(row, reader.userId).unread += 1
  }
  return [...counts.values()]
}

/** The newest position in the log of each person who is told of messages. */
function grownOf(messages: readonly LoggedMessage[]): Map<string, number> {
  const grown = new Map<string, number>()
  for (const { row, senderPosition, reader } of messages) {
    grown.set(row.sender_id, senderPosition)
    if (reader !== undefined) grown.set(reader.userId, reader.position)
  }
  return grown
}

function toParameter(value: MessageRow[keyof MessageRow]): string | number | boolean | null {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}
