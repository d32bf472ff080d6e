import type { Log } from '@kindred/kernel'

import type { EventTransport } from '../transport.js'

/** The way that is left, the way that is taken, and how to know that nothing is under way on the first. */
interface DrainingOptions {
  readonly from: EventTransport & {
    isDrained(subscriber: string, withinMs: number): Promise<boolean>
  }
  readonly to: EventTransport
  readonly log: Log
}

const withinMs = 4_000

/**
 * The way from one transport to another without a loss and in order: what still comes by the first is received, and nothing is published
 * by the second to a subscriber that has not taken everything that came by the first. Until then events wait in the outbox.
 */
export function drainingTransport({ from, to, log }: DrainingOptions): EventTransport {
  const drained = new Set<string>()
  return {
    async publish(subscriber, events, signal) {
      if (!drained.has(subscriber)) {
        if (!(await from.isDrained(subscriber, withinMs)))
          throw new Error(`${subscriber} has not taken all events from the broker yet.`)
        drained.add(subscriber)
        log.info({ subscriber }, 'the broker is drained of events to the subscriber')
      }
      return to.publish(subscriber, events, signal)
    },
    receive: (receiver) => from.receive(receiver),
    ...(from.isConnected && { isConnected: from.isConnected }),
    async close() {
      await Promise.all([from.close(), to.close()])
    },
  }
}
