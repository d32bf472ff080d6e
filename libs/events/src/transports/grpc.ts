import { InboxServiceService } from '@kindred/contracts/events'
import type { ServiceTokens } from '@kindred/identity'
import { type Client, createClient, type Transport } from '@kindred/rpc'

import type { EventTransport } from '../transport.js'

/** The connections of a gRPC transport and the tokens that it sends. */
interface GrpcEventTransportOptions {
  /** The connection to a service by name; throws for an unknown one. */
  readonly transportTo: (service: string) => Transport
  readonly serviceTokens: ServiceTokens
  /** For one batch, 5 s by default. */
  readonly deadlineMs?: number
}

/**
 * Delivery by InboxService.Deliver of each subscriber, with a service token for it. There is nothing to receive or to close: every
 * service serves InboxService, and the connections belong to whoever opened them.
 */
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
    async publish(subscriber, events, signal) {
      const token = await options.serviceTokens.issue(subscriber)
      const call = { token, signal, deadlineMs: options.deadlineMs ?? 5_000 }
      const { failures } = await clientOf(subscriber).deliver({ events: [...events] }, call)
      return failures
    },
    receive: async () => undefined,
    close: async () => undefined,
  }
}
