import { backoff, pause } from '@kindred/kernel'

import { createBell, untilRung } from '../bell.js'
import { deliverBatch, type DeliverBatchOptions } from './deliver-batch.js'

/** The deliveries to one subscriber: a separate loop, so that a slow or dead subscriber does not delay the others. */
export interface Lane {
  wake(): void
  /** Resolves after the batch that is being delivered. */
  readonly ended: Promise<void>
}

/** The settings of a lane, which reads the outbox when it is woken; `gatherMs` is how long a busy one waits for more. */
interface LaneOptions extends DeliverBatchOptions {
  readonly gatherMs: number
  /** Ends the lane. */
  readonly signal: AbortSignal
}

const pauses = { firstMs: 100, maxMs: 2_000 }
/** After so many batches without a moment in which nothing waited, a lane lets events gather before each. */
const busyBatches = 3

/** Opens a lane; it runs until `signal` aborts. */
export function openLane(options: LaneOptions): Lane {
  const { gatherMs, log, signal, subscriber } = options
  const bell = createBell()
  let faults = 0
  let batches = 0

  async function next(): Promise<number> {
    try {
      const outcome = await deliverBatch(options)
      if (faults > 0) log.info({ subscriber }, 'the subscriber is back')
      faults = 0
      if (outcome.kind === 'more') return restAfter(outcome)
      batches = 0
      const nextMs = outcome.kind === 'idle' ? outcome.nextMs : undefined
      return Math.max(Math.min(nextMs ?? untilRung, untilRung), 1)
    } catch (error) {
      if (signal.aborted) return 0
      faults += 1
      if (faults === 1) log.warn({ err: error, subscriber }, 'cannot deliver to the subscriber')
      else log.debug({ err: error, subscriber, faults }, 'still cannot deliver to the subscriber')
      return backoff(faults, pauses)
    }
  }

  /** Many events in one batch cost the subscriber little more than one: a busy lane waits for them, unless many wait already. */
  function restAfter({ isFull }: { readonly isFull: boolean }): number {
    batches += 1
    return batches > busyBatches && !isFull ? gatherMs : 0
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const pauseMs = await next()
      // New events do not shorten the pause after a fault, so an unreachable subscriber is not called all the time.
      if (faults > 0 || (batches > busyBatches && pauseMs > 0)) await pause(pauseMs, signal)
      else if (pauseMs > 0) await bell.wait(pauseMs, signal)
    }
  }

  return { wake: bell.ring, ended: run() }
}
