import type { Event } from '@kindred/contracts/events'

import type { DeliveryRow } from './deliveries.js'

/** A delivery's event as it travels. */
export const toEvent = (row: DeliveryRow): Event => ({
  id: row.event_id,
  type: row.type,
  aggregateId: row.aggregate_id,
  occurredAt: row.occurred_at,
  payload: row.payload,
  traceparent: row.traceparent,
})
