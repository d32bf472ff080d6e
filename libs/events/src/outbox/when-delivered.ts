import { sql } from 'kysely'

import { backoff, pause } from '@kindred/kernel'

import type { Handle } from '../schema.js'
import type { EventTransport } from '../transport.js'

const pauses = { firstMs: 5, maxMs: 50 }

interface Awaited {
  readonly subscriber: string
  readonly aggregateId: string
  readonly withinMs: number
}

/**
 * True once the subscriber has applied every published event of an aggregate, false after `withinMs`. For an answer that should not be
 * given before; call it outside the transaction that published.
 */
export async function whenDelivered(
  db: Handle,
  { whenApplied }: Pick<EventTransport, 'whenApplied'>,
  { subscriber, aggregateId, withinMs }: Awaited,
): Promise<boolean> {
  const until = performance.now() + withinMs
  for (let asked = 1; ; asked += 1) {
    if (!(await isWaiting(db, subscriber, aggregateId))) break
    const pauseMs = backoff(asked, pauses)
    if (performance.now() + pauseMs > until) return false
    await pause(pauseMs)
  }
  return whenApplied?.(subscriber, aggregateId, until - performance.now()) ?? true
}

async function isWaiting(db: Handle, subscriber: string, aggregateId: string): Promise<boolean> {
  const { rows } = await sql`
    select from outbox_event e join outbox_delivery d on d.event_id = e.id
    where e.aggregate_id = ${aggregateId} and d.subscriber = ${subscriber} and d.dead_at is null limit 1`.execute(
    db,
  )
  return rows.length > 0
}
