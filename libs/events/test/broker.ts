import type { Event } from '@kindred/contracts/events'
import { pause } from '@kindred/kernel'

import type { EventTransport } from '../src/index.js'

interface Letter {
  readonly sender: string
  readonly event: Event
}

/** A message broker in memory: a queue for each subscriber, which stores what is published and forgets what was applied. */
export interface Broker {
  /** The transport of one service. */
  transportOf(service: string): EventTransport
  /** How many events a subscriber has not applied yet. */
  waiting(subscriber: string): number
}

const retryMs = 10

export function createBroker(): Broker {
  const queues = new Map<string, Letter[]>()
  const queueOf = (subscriber: string): Letter[] => {
    const queue = queues.get(subscriber) ?? []
    queues.set(subscriber, queue)
    return queue
  }
  return {
    transportOf(service) {
      const closing = new AbortController()
      let receiving: Promise<void> | undefined
      return {
        async publish(subscriber, events) {
          queueOf(subscriber).push(...events.map((event) => ({ sender: service, event })))
          return []
        },
        async receive(receiver) {
          receiving = receive(queueOf(service), receiver, closing.signal)
        },
        async close() {
          closing.abort()
          await receiving
        },
      }
    },
    waiting: (subscriber) => queueOf(subscriber).length,
  }
}

type Receiver = Parameters<EventTransport['receive']>[0]

async function receive(queue: Letter[], receiver: Receiver, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await passBatch(queue, receiver)
    await pause(retryMs, signal)
  }
}

/** One sender's events at a time; what failed stays in its place. */
async function passBatch(queue: Letter[], receiver: Receiver): Promise<void> {
  for (const sender of new Set(queue.map((letter) => letter.sender))) {
    const batch = queue.filter((letter) => letter.sender === sender).map(({ event }) => event)
    const failures = await receiver.applyEvents(sender, batch).catch(() => undefined)
    if (failures === undefined) continue
    const failed = new Set(failures.map(({ eventId }) => eventId))
    const applied = new Set(batch.map(({ id }) => id).filter((id) => !failed.has(id)))
    queue.splice(0, queue.length, ...queue.filter(({ event }) => !applied.has(event.id)))
  }
}
