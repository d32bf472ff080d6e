import type { ColumnType, Generated, QueryExecutorProvider } from 'kysely'

/** A service's subscription to an event type. */
interface OutboxSubscriptionTable {
  subscriber: string
  type: string
  created_at: Generated<Date>
}

/** An event that at least one subscriber has not got yet, or that this service holds until it can apply it. */
interface OutboxEventTable {
  id: string
  type: string
  aggregate_id: string
  payload: Buffer
  occurred_at: Generated<Date>
  traceparent: string
  /** True for an event of another service that this one took over and could not apply yet; its subscriber is this service. */
  held: Generated<boolean>
}

/** One event on its way to one subscriber; `id` orders the deliveries of an aggregate. */
interface OutboxDeliveryTable {
  id: ColumnType<number, never, never>
  subscriber: string
  event_id: string
  aggregate_id: string
  attempts: Generated<number>
  /** Null before the first attempt. */
  next_attempt_at: Date | null
  last_error: string | null
  /** Set when the delivery was given up. */
  dead_at: Date | null
}

/** A snapshot that is being sent to one subscriber; `after` is the last aggregate that is queued. */
interface OutboxReplayTable {
  subscriber: string
  type: string
  after: string | null
  requested_at: Generated<Date>
}

/** An event that this service has applied. */
interface InboxEventTable {
  id: string
  applied_at: Generated<Date>
}

/** A deleted account or an ended match, and when it was. */
interface DepartureTable {
  /** SHA-256 of the id. */
  digest: Buffer
  left_at: Date
}

/** The tables that every service has for its events. */
export interface EventTables {
  outbox_subscription: OutboxSubscriptionTable
  outbox_event: OutboxEventTable
  outbox_delivery: OutboxDeliveryTable
  outbox_replay: OutboxReplayTable
  inbox_event: InboxEventTable
  departure: DepartureTable
}

/** Any Kysely handle, whatever its tables: inside or outside a transaction. */
export type Handle = QueryExecutorProvider

/** An open transaction, whatever its tables. */
export type OpenTransaction = QueryExecutorProvider & { readonly isTransaction: true }
