import type { Api } from 'grammy'

import type { Delivery } from '@kindred/client'
import { type Log, pause } from '@kindred/kernel'
import { inSpan, readTraceparent, type Tracer, within } from '@kindred/tracing'

import type { AppLinks } from '../app-links.js'
import { boundedMap } from '../bounded-map.js'
import { whatOf } from '../excuse.js'
import type { Desk } from '../gateway/desk.js'
import type { Reach } from '../reach.js'
import { claimOn } from './claim-on.js'
import type { Pace } from './pace.js'
import type { Result } from './tell.js'
import { createTeller } from './teller.js'

/** Tells people what Kindred has for them. */
export interface Notices {
  /** Resolves at once: the gateway may be away for a while. */
  start(): Promise<void>
  /** Claims nothing new, gives back what was not begun and lets the rest end. */
  stop(): Promise<void>
}

/** What the notices are made of. */
export interface NoticesDeps {
  readonly api: Api
  readonly desk: Desk
  readonly links: AppLinks
  readonly reach: Reach
  readonly pace: Pace
  readonly log: Log
  /** Undefined where nothing is traced. */
  readonly tracer?: Tracer | undefined
}

const maxUnderWay = 60
const maxRemembered = 10_000
/** What was sent is told however late it is, since somebody would send it again; only a bot that stops waits no longer. */
const stopWithinMs = 30_000

/** Notices that do not run yet. Several bots may run them beside each other. */
export function createNotices(deps: NoticesDeps): Notices {
  const { desk, pace, log, tracer } = deps
  const stopping = new AbortController()
  const { signal } = stopping
  const underWay = new Map<string, Promise<void>>()
  const results = boundedMap<string, Result>(maxRemembered)
  const told = createTeller({ ...deps, signal })
  let living: Promise<void> | undefined

  async function take(deliveries: readonly Delivery[], until: number): Promise<void> {
    for (const delivery of deliveries) begin(delivery, until)
    while (underWay.size > maxUnderWay) await Promise.race(underWay.values())
  }

  /** What is given out again while it is under way waits for its first result. */
  function begin(delivery: Delivery, until: number): void {
    const { delivery_id: id } = delivery
    const work = (underWay.get(id) ?? Promise.resolve())
      .then(() => traced(tracer, delivery, () => deliver(delivery, until)))
      .catch((error: unknown) => log.error(whatOf(error), 'a notice could not be handled'))
      .finally(() => underWay.get(id) === work && underWay.delete(id))
    underWay.set(id, work)
  }

  /** What was sent and comes again, because its result did not arrive, is not sent again. */
  async function deliver(delivery: Delivery, until: number): Promise<void> {
    const { delivery_id: id } = delivery
    const result = results.get(id) ?? (await told(delivery, until))
    if (result.outcome !== 'RETRY') results.set(id, result)
    const leftMs = result.outcome === 'RETRY' ? until - Date.now() : Infinity
    // Too late it is somebody else's, who may be sending it.
    if (leftMs > 0) await desk.finish(id, result, leftMs)
  }

  return {
    async start() {
      living = claimOn({ desk, log, signal, pace }, take)
    },
    async stop() {
      stopping.abort()
      await living
      const over = new AbortController()
      const all = Promise.all(underWay.values()).then(() => over.abort())
      await Promise.race([all, pause(stopWithinMs, over.signal)])
    },
  }
}

/** What a delivery tells of began elsewhere: telling it is the end of that trace. */
function traced(tracer: Tracer | undefined, delivery: Delivery, work: () => Promise<void>): Promise<void> {
  const parent = readTraceparent(delivery.traceparent)
  if (tracer === undefined || parent === undefined) return work()
  const attributes = { 'kindred.notice.kind': delivery.kind }
  const span = tracer.start(`tell ${delivery.kind}`, { kind: 'consumer', parent, attributes })
  return within(span, () => inSpan(span, work))
}
