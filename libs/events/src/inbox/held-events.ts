import { type Kysely, sql } from 'kysely'

import type { Event } from '@kindred/contracts/events'
import { transact } from '@kindred/db'

import { wakeRelay } from '../channel.js'
import type { Handle } from '../schema.js'

/** Which of some events this service has already, and which must wait behind one that it holds. */
interface Known {
  /** Of those that are applied or held. */
  readonly eventIds: ReadonlySet<string>
  readonly aggregateIds: ReadonlySet<string>
}

interface KnownRow {
  event_id: string
  /** Null where nothing has to wait behind the event: it is applied, or a dead letter. */
  aggregate_id: string | null
}

/**
 * Finds what this service has applied or holds of these events, and the aggregates of what it holds. A dead letter lets later events pass.
 * One statement for all: a batch that comes again must not take as long as it did the first time.
 */
export async function findKnown(db: Handle, self: string, events: readonly Event[]): Promise<Known> {
  const ids = events.map(({ id }) => id)
  const aggregates = events.map(({ aggregateId }) => aggregateId)
  const { rows } = await sql<KnownRow>`
    select event_id, case when dead_at is null then aggregate_id end as aggregate_id from outbox_delivery
    where subscriber = ${self} and (event_id = any(${ids}::uuid[]) or (aggregate_id = any(${aggregates}::text[]) and dead_at is null))
    union all select id, null from inbox_event where id = any(${ids}::uuid[])`.execute(db)
  return {
    eventIds: new Set(rows.map((row) => row.event_id)),
    aggregateIds: new Set(rows.flatMap(({ aggregate_id }) => aggregate_id ?? [])),
  }
}

/** Whether events of an aggregate wait here, dead letters aside. */
export async function isHeld(db: Handle, self: string, aggregateId: string): Promise<boolean> {
  const { rows } = await sql`
    select from outbox_delivery
    where subscriber = ${self} and aggregate_id = ${aggregateId} and dead_at is null limit 1`.execute(db)
  return rows.length > 0
}

/** Takes events over, in order: they wait in the outbox of this service, which applies them itself. An event that is held already stays as it is. */
export async function holdEvents(db: Kysely<unknown>, self: string, events: readonly Event[]): Promise<void> {
  if (events.length === 0) return
  await transact(db, async (trx) => {
    for (const event of events) await hold(trx, self, event)
    await wakeRelay(trx, self)
  })
}

async function hold(trx: Handle, self: string, event: Event): Promise<void> {
  await sql`
    with held as (
      insert into outbox_event (id, type, aggregate_id, payload, occurred_at, traceparent, held)
      values (${event.id}, ${event.type}, ${event.aggregateId}, ${event.payload},
        coalesce(${event.occurredAt ?? null}::timestamptz, now()), ${event.traceparent}, true)
      on conflict do nothing returning id, aggregate_id
    )
    insert into outbox_delivery (subscriber, event_id, aggregate_id) select ${self}, id, aggregate_id from held`.execute(
    trx,
  )
}
