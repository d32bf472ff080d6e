import { sql } from 'kysely'

import { backoff, pause } from '@kindred/kernel'

import type { Handle } from '../schema.js'

const pauses = { firstMs: 5, maxMs: 50 }

/**
 * Resolves when a subscriber has got everything that was published of an aggregate, or after `withinMs`: for a caller who had better not be
 * answered before. Says which of the two. Outside the transaction that published.
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
