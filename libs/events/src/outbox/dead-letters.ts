import { sql } from 'kysely'

import { eventLifeMs } from '../event-life.js'
import type { Handle } from '../schema.js'
import { type DeliveryRow, removeDelivered } from './deliveries.js'

/** Dead letters with an id above `after`, oldest first. */
export async function listDeadLetters(db: Handle, after: number, limit: number): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select d.id, d.subscriber, d.event_id, d.aggregate_id, d.attempts, d.last_error,
      e.type, ''::bytea as payload, e.occurred_at, e.traceparent
    from outbox_delivery d join outbox_event e on e.id = d.event_id
    where d.dead_at is not null and d.id > ${after} order by d.id limit ${limit}`.execute(db)
  return rows
}

/** Puts dead letters back at their old place, all of them without `ids`; resolves with the subscriber of each. */
export async function redriveDeadLetters(db: Handle, ids: readonly number[] | undefined): Promise<string[]> {
  const which = ids === undefined ? sql`` : sql`and id = any(${ids}::bigint[])`
  const { rows } = await sql<{ subscriber: string }>`
    update outbox_delivery set dead_at = null, attempts = 0, next_attempt_at = null
    where dead_at is not null ${which} returning subscriber`.execute(db)
  return rows.map((row) => row.subscriber)
}

/** Removes dead letters that no subscriber would take any more, since they died an event's life ago; resolves with their number. */
export async function pruneDeadLetters(db: Handle): Promise<number> {
  const { rows } = await sql<Pick<DeliveryRow, 'id' | 'event_id'>>`
    select id, event_id from outbox_delivery
    where dead_at < now() - make_interval(secs => ${eventLifeMs / 1_000}) order by id limit 10000`.execute(db)
  await removeDelivered(db, rows)
  return rows.length
}
