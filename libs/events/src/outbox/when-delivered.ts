import { sql } from 'kysely'

import { backoff, pause } from '@kindred/kernel'

import type { Handle } from '../schema.js'

const pauses = { firstMs: 5, maxMs: 50 }

/**
 * True once every published event of an aggregate has left the outbox for a subscriber, false after `withinMs`. For an answer that should
 * not be given before; call it outside the transaction that published. Over gRPC an event leaves the outbox when it has been applied.
 */
export async function whenDelivered(
  db: Handle,
  { subscriber, aggregateId, withinMs }: { subscriber: string; aggregateId: string; withinMs: number },
): Promise<boolean> {
  const until = performance.now() + withinMs
  for (let asked = 1; ; asked += 1) {
    if (!(await isWaiting(db, subscriber, aggregateId))) return true
    const pauseMs = backoff(asked, pauses)
    if (performance.now() + pauseMs > until) return false
    await pause(pauseMs)
  }
}

async function isWaiting(db: Handle, subscriber: string, aggregateId: string): Promise<boolean> {
  const { rows } = await sql`
    select from outbox_event e join outbox_delivery d on d.event_id = e.id
    where e.aggregate_id = ${aggregateId} and d.subscriber = ${subscriber} and d.dead_at is null limit 1`.execute(
    db,
  )
  return rows.length > 0
}
