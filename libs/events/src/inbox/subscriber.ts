import type { SubscribeRequest, SubscribeResponse } from '@kindred/contracts/events'
import type { ServiceTokens } from '@kindred/identity'
import { backoff, type Log, pause } from '@kindred/kernel'
import type { CallOptions } from '@kindred/rpc'

import { ownerOf } from '../message-type.js'

/** The part of OutboxService that a subscriber uses. */
interface SubscribeClient {
  subscribe(request: SubscribeRequest, options?: CallOptions): Promise<SubscribeResponse>
}

/** The event types of a service and the clients of their owners. */
interface SubscriberOptions {
  /** Full names of the event types that this service consumes. */
  readonly types: readonly string[]
  readonly outboxOf: (owner: string) => SubscribeClient
  readonly serviceTokens: ServiceTokens
  readonly log: Log
  /** How often a subscription is checked, 60 s by default: an owner may come back with an older database. */
  readonly checkMs?: number
}

/** Keeps this service subscribed at the owners of the events that it consumes. */
export interface Subscriber {
  /** Starts to subscribe, and tries an owner that is not reachable until it is. */
  start(): void
  stop(): Promise<void>
}

const pauses = { firstMs: 100, maxMs: 2_000 }
/** Services start at the same time, on a busy machine within half a minute: the failures to reach an owner until then are no reason to warn. */
const patience = 19

/** Creates a subscriber, not started. */
export function createSubscriber(options: SubscriberOptions): Subscriber {
  const { log, checkMs = 60_000 } = options
  const stopping = new AbortController()
  const isStopping = (): boolean => stopping.signal.aborted
  let loops: Promise<void>[] = []

  async function subscribe(owner: string, types: string[]): Promise<void> {
    const token = await options.serviceTokens.issue(owner)
    const { addedTypes } = await options
      .outboxOf(owner)
      .subscribe({ types }, { token, signal: stopping.signal })
    if (addedTypes.length > 0) log.info({ owner, types: addedTypes }, 'subscribed')
  }

  async function keep(owner: string): Promise<void> {
    const types = options.types.filter((type) => ownerOf(type) === owner)
    for (let faults = 0; !isStopping();) {
      try {
        await subscribe(owner, types)
        faults = 0
      } catch (error) {
        if (isStopping()) return
        faults += 1
        log[faults === patience ? 'warn' : 'debug']({ err: error, owner }, 'cannot subscribe yet')
      }
      await pause(faults === 0 ? checkMs : backoff(faults, pauses), stopping.signal)
    }
  }

  return {
    start() {
      loops = [...new Set(options.types.map(ownerOf))].map(keep)
    },
    async stop() {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}
