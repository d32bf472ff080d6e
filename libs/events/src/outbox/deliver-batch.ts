import type { Kysely } from 'kysely'

import { backoff, type Log } from '@kindred/kernel'
import { readTraceparent, traceFields, type Tracer } from '@kindred/tracing'

import { type EventFailure, heldBack } from '../event-failure.js'
import { tryLeadLane } from '../locks.js'
import type { EventPublisher } from '../transport.js'
import {
  type DeliveryRow,
  findNextAttempt,
  listDueDeliveries,
  removeDelivered,
  saveFailure,
} from './deliveries.js'
import { maxEventBytes } from './publish.js'
import { publishTraced } from './publish-traced.js'
import { toEvent } from './to-event.js'

const maxEvents = 100

/** The settings of a lane that its batches use. */
export interface DeliverBatchOptions {
  readonly db: Kysely<unknown>
  readonly subscriber: string
  readonly transport: EventPublisher
  readonly maxAttempts: number
  readonly firstRetryMs: number
  readonly longestRetryMs: number
  /** How long a lane's holder may be silent; longer than the delivery of a batch may take. */
  readonly leaseMs: number
  readonly log: Log
  readonly tracer?: Tracer | undefined
  /** Aborts the delivery of a batch. */
  readonly cut: AbortSignal
}

/** `more`: look again, `isFull` if more waited than fits; `idle`: nothing to do before `nextMs`, if at all; `elsewhere`: another instance delivers. */
type BatchOutcome =
  { kind: 'more'; isFull: boolean } | { kind: 'idle'; nextMs: number | undefined } | { kind: 'elsewhere' }

/**
 * Delivers one batch. The lane's lock belongs to the transaction: it ends with the process or the database that held it,
 * and no other instance delivers to this subscriber meanwhile. Throws when the subscriber cannot be reached.
 */
export function deliverBatch(options: DeliverBatchOptions): Promise<BatchOutcome> {
  return options.db.transaction().execute(async (trx) => {
    if (!(await tryLeadLane(trx, options.subscriber, options.leaseMs))) return { kind: 'elsewhere' }
    const due = await listDueDeliveries(trx, options.subscriber, maxEvents)
    const batch = withinBytes(due)
    if (batch.length === 0) return { kind: 'idle', nextMs: await findNextAttempt(trx, options.subscriber) }
    const failures = await publishTraced(options, batch.map(toEvent))
    const failed = new Map(failures.map((failure) => [failure.eventId, failure]))
    await removeDelivered(
      trx,
      batch.filter((row) => !failed.has(row.event_id)),
    )
    for (const row of batch) await noteFailure(trx, row, failed.get(row.event_id), options)
    return { kind: 'more', isFull: due.length === maxEvents || batch.length < due.length }
  })
}

async function noteFailure(
  trx: Kysely<unknown>,
  row: DeliveryRow,
  failure: EventFailure | undefined,
  options: DeliverBatchOptions,
): Promise<void> {
  if (failure === undefined || failure.code === heldBack) return
  const attempts = row.attempts + 1
  const dead = attempts >= options.maxAttempts
  const retryInMs = backoff(attempts, {
    firstMs: options.firstRetryMs,
    maxMs: options.longestRetryMs,
  })
  await saveFailure(trx, { id: row.id, error: failure.code, retryInMs, dead })
  const fields = {
    subscriber: row.subscriber,
    type: row.type,
    event: row.event_id,
    code: failure.code,
    attempts,
    ...traceFields(readTraceparent(row.traceparent)),
  }
  if (dead) options.log.error(fields, 'an event was given up and is a dead letter now')
  else options.log.warn(fields, 'an event was not applied and will be tried again')
}

function withinBytes(rows: readonly DeliveryRow[]): DeliveryRow[] {
  let bytes = 0
  const tooMany = rows.findIndex((row) => (bytes += row.payload.length) > maxEventBytes)
  return tooMany === -1 ? [...rows] : rows.slice(0, tooMany)
}
