import type { Event } from '@kindred/contracts/events'
import { type Kysely, traced } from '@kindred/db'
import { readTraceparent, type TraceContext, type Tracer, within } from '@kindred/tracing'

import { shortName } from '../message-type.js'

/** Applies events, of one type, as a part of the trace that they come with; several are a part of the first and linked to the others. */
export async function applyTraced<T>(
  tracer: Tracer | undefined,
  db: Kysely<unknown>,
  events: readonly Event[],
  work: (db: Kysely<unknown>) => Promise<T>,
): Promise<T> {
  if (tracer === undefined) return work(db)
  const parents = events.flatMap((event) => readTraceparent(event.traceparent) ?? [])
  const parent = parents.find(({ sampled }) => sampled) ?? parents[0]
  if (parent === undefined) return work(db)
  const span = tracer.start(`process ${shortName(events[0]!.type)}`, {
    kind: 'consumer',
    parent,
    attributes: attributesOf(events),
  })
  span.links = parents.filter((other) => other !== parent && isAnother(other, parent))
  return within(span, () => work(traced(db, span)))
}

const isAnother = (one: TraceContext, other: TraceContext): boolean => one.traceId !== other.traceId

const attributesOf = (events: readonly Event[]) => ({
  'messaging.system': 'kindred',
  'messaging.operation.type': 'process',
  'messaging.operation.name': 'process',
  'kindred.event.type': events[0]!.type,
  ...(events.length === 1
    ? { 'messaging.message.id': events[0]!.id }
    : { 'messaging.batch.message_count': events.length }),
})
