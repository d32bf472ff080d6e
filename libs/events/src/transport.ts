import type { Event } from '@kindred/contracts/events'

import type { EventFailure } from './event-failure.js'
import type { EventReceiver } from './inbox/receiver.js'

/** The half of a transport that the relay uses. */
export interface EventPublisher {
  /**
   * Publishes a batch to a subscriber, in order. Resolves once the transport answers for it: the events leave the outbox, except those
   * named in the result, which stay and are tried again. Rejects when nothing is known about the batch, which is then published again.
   *
   * Published does not mean applied: a broker resolves when it has stored the events. gRPC, which stores nothing, resolves when the
   * subscriber has applied them.
   */
  publish(subscriber: string, events: readonly Event[], signal: AbortSignal): Promise<readonly EventFailure[]>
}

/** A way for events to travel between services, as one of them uses it; each way is one file in `transports/`. */
export interface EventTransport extends EventPublisher {
  /**
   * Starts to pass what was published for this service to its receiver: in order, with the sender's name proved, and what failed again
   * after a pause, until `close`.
   */
  receive(receiver: EventReceiver): Promise<void>
  /**
   * True once the subscriber has applied everything of an aggregate that was published before; false when it holds some of it, or after
   * `withinMs`. Missing where published means applied.
   */
  readonly whenApplied?: (subscriber: string, aggregateId: string, withinMs: number) => Promise<boolean>
  /** Whether a broker between the services can be reached; missing where there is none. */
  readonly isConnected?: () => boolean
  /** Ends after the batch that is being applied. */
  close(): Promise<void>
}
