import { type DeliverFailure, type Event, InboxServiceService } from '@kindred/contracts/events'
import type { ServiceTokens } from '@kindred/identity'
import { type Client, createClient, type Transport } from '@kindred/rpc'

/** How a relay hands events to a subscriber. */
export interface EventTransport {
  /**
   * Hands over a batch in order. Resolves when the subscriber has dealt with it, with those that it could not apply;
   * rejects when nothing is known about the batch.
   */
  deliver(
    subscriber: string,
    events: readonly Event[],
    signal: AbortSignal,
  ): Promise<readonly DeliverFailure[]>
}

/** What delivery over gRPC needs. */
export interface GrpcEventTransportOptions {
  /** The connection to a service by name; throws for an unknown one. */
  readonly transportTo: (service: string) => Transport
  readonly serviceTokens: ServiceTokens
  /** For one batch, 5 s by default. */
  readonly deadlineMs?: number
}

/** Delivery by InboxService.Deliver of each subscriber, with a service token for it. */
export function grpcEventTransport(options: GrpcEventTransportOptions): EventTransport {
  const clients = new Map<string, Client<typeof InboxServiceService>>()

  function clientOf(subscriber: string): Client<typeof InboxServiceService> {
    const known = clients.get(subscriber)
    if (known !== undefined) return known
    const client = createClient(InboxServiceService, options.transportTo(subscriber))
    clients.set(subscriber, client)
    return client
  }

  return {
    async deliver(subscriber, events, signal) {
      const token = await options.serviceTokens.issue(subscriber)
      const call = { token, signal, deadlineMs: options.deadlineMs ?? 5_000 }
      const { failures } = await clientOf(subscriber).deliver({ events: [...events] }, call)
      return failures
    },
  }
}
