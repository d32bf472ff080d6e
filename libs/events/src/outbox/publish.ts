import { type RawBuilder, sql } from 'kysely'

import { createStatement, hint, hintsByNotify, traceparentOf, untold } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { outboxChannel } from '../channel.js'
import { lockForPublishing } from '../locks.js'
import type { MessageType } from '../message-type.js'
import type { Handle, OpenTransaction } from '../schema.js'

/** The limit of an event and of a batch. */
export const maxEventBytes = 1024 * 1024

/**
 * Tells every subscriber of a change, in the change's own transaction (read committed). Events of one aggregate arrive in
 * the order of their commits. Nothing is written for a type without subscribers.
 */
export async function publish<M>(
  trx: OpenTransaction,
  type: MessageType<M>,
  aggregateId: string,
  payload: NoInfer<M>,
): Promise<void> {
  const bytes = encode(type, payload)
  if (aggregateId === '') throw new RangeError(`${type.$type} needs an aggregate id.`)
  await lockForPublishing(trx, aggregateId)
  // A separate statement, because its snapshot must be taken after the locks.
  await save(trx, type.$type, aggregateId, bytes)
}

/**
 * The same for an event that says by itself where it belongs and has no snapshot: in one statement, on hot paths. Such events arrive in any
 * order, and a new subscriber may miss those of transactions that are under way.
 */
export async function publishUnordered<M>(
  trx: OpenTransaction,
  type: MessageType<M>,
  payload: NoInfer<M>,
): Promise<void> {
  await store(trx, unorderedEvent(trx, type, payload))
}

function encode<M>(type: MessageType<M>, payload: M): Buffer {
  const bytes = Buffer.from(type.encode(payload).finish())
  if (bytes.length > maxEventBytes)
    throw new RangeError(`${type.$type} is larger than ${maxEventBytes} bytes.`)
  return bytes
}

/** An event as the outbox stores it. */
export interface StoredEvent {
  readonly id: string
  readonly type: string
  readonly aggregateId: string
  readonly payload: Buffer
  /** Of the work that tells of it; empty where nothing is traced. */
  readonly traceparent: string
}

/** The event that `publishUnordered` would publish, for a statement that has more to do. */
export const unorderedEvent = <M>(
  trx: OpenTransaction,
  type: MessageType<M>,
  payload: NoInfer<M>,
): StoredEvent => ({
  id: newId(),
  type: type.$type,
  aggregateId: newId(),
  payload: encode(type, payload),
  traceparent: traceparentOf(trx),
})

/**
 * The common table expressions that store an event and ring for its subscribers, if the statement reads `rung`: what its `subscriber`
 * holds, `ringFor` rings for. `byNotify` is what hintsByNotify says.
 */
export const publishing = (
  event: { readonly [Name in keyof StoredEvent]: RawBuilder<unknown> },
  byNotify: RawBuilder<boolean>,
) => sql`
  wanted as (select subscriber from outbox_subscription where type = ${event.type}),
  event as (
    insert into outbox_event (id, type, aggregate_id, payload, traceparent)
    select ${event.id}::uuid, ${event.type}::text, ${event.aggregateId}::text, ${event.payload}::bytea, ${event.traceparent}::text
    where exists (select from wanted)
    returning id, aggregate_id
  ),
  delivery as (
    insert into outbox_delivery (subscriber, event_id, aggregate_id)
    select wanted.subscriber, event.id, event.aggregate_id from wanted, event
    returning subscriber
  ),
  rung as (select ${untold(byNotify, outboxChannel, sql`subscriber`)} as subscriber from delivery)`

/** Wakes the relays for the subscribers of an event that its statement did not ring for itself. */
export const ringFor = (trx: Handle, subscribers: readonly (string | null)[]): Promise<void> =>
  hint(trx, outboxChannel, subscribers)

type Stored = StoredEvent & { readonly byNotify: boolean }

const insert = createStatement<Stored, { readonly subscriber: string | null }>((param) => {
  const event = {
    id: param(({ id }) => id),
    type: param(({ type }) => type),
    aggregateId: param(({ aggregateId }) => aggregateId),
    payload: param(({ payload }) => payload),
    traceparent: param(({ traceparent }) => traceparent),
  }
  const byNotify = param(({ byNotify }) => byNotify)
  return sql`with ${publishing(event, byNotify)} select subscriber from rung`
})

async function store(trx: OpenTransaction, event: StoredEvent): Promise<void> {
  const rung = await insert(trx, { ...event, byNotify: hintsByNotify(trx) })
  await ringFor(
    trx,
    rung.map(({ subscriber }) => subscriber),
  )
}

const save = (trx: OpenTransaction, type: string, aggregateId: string, payload: Buffer): Promise<void> =>
  store(trx, { id: newId(), type, aggregateId, payload, traceparent: traceparentOf(trx) })

/**
 * Removes this service's undelivered events of an aggregate, dead letters included. For a deletion: call it right before publishing the
 * last event, so that no older event of the person is left in the outbox.
 */
export async function dropPending(trx: OpenTransaction, aggregateId: string): Promise<void> {
  await lockForPublishing(trx, aggregateId)
  await sql`delete from outbox_event where aggregate_id = ${aggregateId} and not held`.execute(trx)
}
