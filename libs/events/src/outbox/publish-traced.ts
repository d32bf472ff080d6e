import type { Event } from '@kindred/contracts/events'
import { noteError, readTraceparent, type Span, type Tracer } from '@kindred/tracing'

import type { EventFailure } from '../event-failure.js'
import { shortName } from '../message-type.js'
import type { EventPublisher } from '../transport.js'

interface Publishing {
  readonly subscriber: string
  readonly transport: EventPublisher
  readonly tracer?: Tracer | undefined
  /** Aborts the delivery of a batch. */
  readonly cut: AbortSignal
}

/** Publishes a batch; each event goes on with the trace of the work that told of it, under a span for its way to the subscriber. */
export async function publishTraced(
  { subscriber, transport, tracer, cut }: Publishing,
  events: readonly Event[],
): Promise<readonly EventFailure[]> {
  if (tracer === undefined) return transport.publish(subscriber, events, cut)
  const spans = new Map(events.flatMap((event) => spanOf(tracer, subscriber, event)))
  const traced = events.map((event) => {
    const span = spans.get(event.id)
    return span === undefined ? event : { ...event, traceparent: span.traceparent }
  })
  try {
    const failures = await transport.publish(subscriber, traced, cut)
    for (const { eventId, code } of failures) spans.get(eventId)?.set('error.type', code)
    return failures
  } catch (error) {
    for (const span of spans.values()) noteError(span, error)
    throw error
  } finally {
    for (const span of spans.values()) span.end()
  }
}

function spanOf(tracer: Tracer, subscriber: string, event: Event): [string, Span][] {
  const parent = readTraceparent(event.traceparent)
  if (parent === undefined) return []
  const attributes = {
    'messaging.system': 'kindred',
    'messaging.operation.type': 'send',
    'messaging.operation.name': 'send',
    'messaging.destination.name': subscriber,
    'messaging.message.id': event.id,
    'kindred.event.type': event.type,
  }
  return [[event.id, tracer.start(`send ${shortName(event.type)}`, { kind: 'producer', parent, attributes })]]
}
