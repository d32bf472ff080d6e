import { sql } from 'kysely'

import { createStatement } from '@kindred/db'

import type { Handle } from '../schema.js'

/** A delivery with its event. */
export interface DeliveryRow {
  readonly id: number
  readonly subscriber: string
  readonly event_id: string
  readonly aggregate_id: string
  readonly attempts: number
  readonly last_error: string | null
  readonly type: string
  readonly payload: Buffer
  readonly occurred_at: Date
  readonly traceparent: string
}

/** A delivery that failed. */
interface FailedDelivery {
  readonly id: number
  readonly error: string
  readonly retryInMs: number
  readonly dead: boolean
}

const listWaiting = createStatement<{ readonly self: string }, { readonly subscriber: string }>(
  (param) => sql`
    select subscriber from (select subscriber from outbox_subscription union select ${param(({ self }) => self)}::text) known
    where exists (select from outbox_delivery d where d.subscriber = known.subscriber and d.dead_at is null)
    union all select '' where exists (select from outbox_replay)`,
)

/**
 * The subscribers with waiting deliveries, as the outbox's hints name them: this service is among them as `self` when it holds events, and
 * an empty one stands for a replay that was asked for.
 */
export const listWaitingSubscribers = async (db: Handle, self: string): Promise<string[]> =>
  (await listWaiting(db, { self })).map(({ subscriber }) => subscriber)

/** The deliveries that are due, in order. One that waits for its next attempt holds back the later ones of its aggregate. */
export async function listDueDeliveries(
  db: Handle,
  subscriber: string,
  limit: number,
): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select d.id, d.subscriber, d.event_id, d.aggregate_id, d.attempts, d.last_error,
      e.type, e.payload, e.occurred_at, e.traceparent
    from outbox_delivery d join outbox_event e on e.id = d.event_id
    where d.subscriber = ${subscriber} and d.dead_at is null and not exists (
      select from outbox_delivery earlier
      where earlier.subscriber = d.subscriber and earlier.aggregate_id = d.aggregate_id and earlier.id <= d.id
        and earlier.dead_at is null and earlier.next_attempt_at > now()
    )
    order by d.id limit ${limit}`.execute(db)
  return rows
}

/** Milliseconds until the first waiting delivery of a subscriber is due; undefined when none waits. */
export async function findNextAttempt(db: Handle, subscriber: string): Promise<number | undefined> {
  const { rows } = await sql<{ ms: number | null }>`
    select extract(epoch from min(next_attempt_at) - now())::float8 * 1000 as ms from outbox_delivery
    where subscriber = ${subscriber} and dead_at is null and next_attempt_at is not null`.execute(db)
  return rows[0]?.ms ?? undefined
}

/**
 * Removes deliveries, and each event without further deliveries. The events are locked first, so that of two lanes that
 * finish an event at the same time the later one finds no delivery left and removes it.
 */
export async function removeDelivered(
  db: Handle,
  rows: readonly Pick<DeliveryRow, 'id' | 'event_id'>[],
): Promise<void> {
  if (rows.length === 0) return
  const events = rows.map((row) => row.event_id)
  await sql`select from outbox_event where id = any(${events}::uuid[]) order by id for update`.execute(db)
  await sql`delete from outbox_delivery where id = any(${rows.map((row) => row.id)}::bigint[])`.execute(db)
  await sql`delete from outbox_event e where e.id = any(${events}::uuid[])
    and not exists (select from outbox_delivery d where d.event_id = e.id)`.execute(db)
}

/** Stores a failed attempt with the time of the next one, or as the last. */
export async function saveFailure(db: Handle, failure: FailedDelivery): Promise<void> {
  await sql`update outbox_delivery set
      attempts = attempts + 1,
      last_error = ${failure.error},
      next_attempt_at = clock_timestamp() + ${failure.retryInMs}::float8 * interval '1 millisecond',
      dead_at = case when ${failure.dead}::boolean then clock_timestamp() end
    where id = ${failure.id}`.execute(db)
}

/** Counts deliveries for the metrics; -1 while the database is away. */
export const countDeliveries =
  (db: Handle) =>
  async (state: 'waiting' | 'dead'): Promise<number> => {
    const which = state === 'dead' ? sql`dead_at is not null` : sql`dead_at is null`
    try {
      const { rows } = await sql<{
        count: number
      }>`select count(*) from outbox_delivery where ${which}`.execute(db)
      return rows[0]?.count ?? 0
    } catch {
      return -1
    }
  }
