import type { Kysely, Transaction } from 'kysely'

import type { Event } from '@kindred/contracts/events'
import { transact } from '@kindred/db'
import { AppError, type Clock, type Log } from '@kindred/kernel'
import { readTraceparent, traceFields, type Tracer } from '@kindred/tracing'

import { type EventFailure, heldBack } from '../event-failure.js'
import { eventLifeMs } from '../event-life.js'
import { ownerOf } from '../message-type.js'
import { applyTraced } from './apply-traced.js'
import type { Consumer } from './consumer.js'
import { findKnown, holdEvents, isHeld } from './held-events.js'
import { saveAllApplied, saveApplied } from './inbox-events.js'

/** The consumers of a service and what they get: `context`, and transactions of `db`. */
interface ReceiverOptions<Context> {
  /** The service, as its senders name it. */
  readonly name: string
  readonly db: Kysely<unknown>
  readonly consumers: readonly Consumer<Context>[]
  readonly context: Context
  readonly clock: Clock
  readonly log: Log
  /** Traces events whose work was traced; nothing without it. */
  readonly tracer?: Tracer | undefined
}

/** How long events may be applied. */
interface Limits {
  /** Aborted when nobody waits for them any more. */
  readonly signal?: AbortSignal
  readonly withinMs?: number
}

/**
 * The one way for events into a service, whatever carried them: applied in their order, each once however often it comes. The transport
 * must have proved that `sender` published them. Each method rejects when this service cannot apply anything now.
 */
export interface EventReceiver {
  /**
   * For a transport that keeps what failed. A failure holds back the later events of its aggregate and of no other. Resolves with those
   * that failed, to be brought again. None but the first begins after `withinMs`: the others are held back, so that a slow service tells
   * what it got done before its caller gives up.
   */
  applyEvents(sender: string, events: readonly Event[], limits?: Limits): Promise<readonly EventFailure[]>
  /**
   * For a transport that forgets what it has handed over: what failed is held here and tried again. Resolves with those that are refused
   * for good, since they are not the sender's own.
   */
  takeEvents(sender: string, events: readonly Event[], signal?: AbortSignal): Promise<readonly EventFailure[]>
  /** Applies events that are held here, as far as it gets `withinMs`; for the relay. */
  applyHeld(events: readonly Event[], limits?: Limits): Promise<readonly EventFailure[]>
  /** Whether events of an aggregate are held here, dead letters aside. */
  holds(aggregateId: string): Promise<boolean>
}

/** Creates the receiver of a service. */
export function createReceiver<Context>(options: ReceiverOptions<Context>): EventReceiver {
  const { db, name, log } = options
  const consumers = new Map(options.consumers.map((consumer) => [consumer.type, consumer]))

  /** Events of an aggregate that has held ones join those; the others are applied. */
  async function applyEvents(sender: string, events: readonly Event[], limits: Limits = {}) {
    const isOver = timer(limits)
    const { own, foreign } = byOwner(sender, events)
    const known = await findKnown(db, name, own)
    const waits = (event: Event): boolean => known.aggregateIds.has(event.aggregateId)
    const fresh = own.filter((event) => !known.eventIds.has(event.id))
    await holdEvents(db, name, fresh.filter(waits))
    const failures = await applyAll(
      options,
      consumers,
      fresh.filter((event) => !waits(event)),
      isOver,
    )
    return [
      ...foreign.map((event) => ({ eventId: event.id, code: refuse(log, event, notYours) })),
      ...failures,
    ]
  }

  return {
    applyEvents,
    async takeEvents(sender, events, signal) {
      const failures = await applyEvents(sender, events, { ...(signal && { signal }) })
      const isRefused = ({ code }: EventFailure): boolean => code === notYours
      const failed = new Set(failures.filter((one) => !isRefused(one)).map(({ eventId }) => eventId))
      await holdEvents(
        db,
        name,
        events.filter(({ id }) => failed.has(id)),
      )
      return failures.filter(isRefused)
    },
    applyHeld: (events, limits = {}) => applyAll(options, consumers, events, timer(limits)),
    holds: (aggregateId) => isHeld(db, name, aggregateId),
  }
}

/** Tells whether the time is over; throws when nobody waits any more. */
function timer({ signal, withinMs = Infinity }: Limits): () => boolean {
  const from = performance.now()
  return () => {
    signal?.throwIfAborted()
    return performance.now() - from > withinMs
  }
}

const notYours = 'EVENT_NOT_YOURS'

function byOwner(sender: string, events: readonly Event[]): { own: Event[]; foreign: Event[] } {
  const isOwn = ({ type }: Event): boolean => ownerOf(type) === sender
  return { own: events.filter(isOwn), foreign: events.filter((event) => !isOwn(event)) }
}

/** Applies events that are their owners' own, the first of them however late it is; resolves with those that failed or were left. */
async function applyAll<Context>(
  options: ReceiverOptions<Context>,
  consumers: ReadonlyMap<string, Consumer<Context>>,
  events: readonly Event[],
  isOver: () => boolean,
): Promise<EventFailure[]> {
  const failures: EventFailure[] = []
  const held = new Set<string>()
  let tried = 0
  const waits = ({ aggregateId }: Event): boolean => held.has(aggregateId)
  const isLate = (): boolean => isOver() && tried > 0
  for (const run of runsOf(events, consumers)) {
    if (!isLate() && !run.some(waits) && (await areApplied(options, consumers.get(run[0]!.type), run))) {
      tried += run.length
      continue
    }
    for (const event of run) {
      const isLeft = isLate() || waits(event)
      const code = isLeft ? heldBack : await apply(options, consumers.get(event.type), event)
      tried += 1
      if (code === undefined) continue
      held.add(event.aggregateId)
      failures.push({ eventId: event.id, code })
    }
  }
  return failures
}

/** Events that follow each other and may be applied together; every other one by itself. */
function runsOf<Context>(
  events: readonly Event[],
  consumers: ReadonlyMap<string, Consumer<Context>>,
): Event[][] {
  const runs: Event[][] = []
  for (const event of events) {
    const last = runs.at(-1)
    const joins = last?.[0]?.type === event.type && consumers.get(event.type)?.applyAll !== undefined
    if (last !== undefined && joins) last.push(event)
    else runs.push([event])
  }
  return runs
}

/** Applies several events in one transaction. False, and nothing is applied, when one of them fails: then each is tried by itself. */
async function areApplied<Context>(
  { db, context, clock, log, tracer }: ReceiverOptions<Context>,
  consumer: Consumer<Context> | undefined,
  run: readonly Event[],
): Promise<boolean> {
  if (run.length === 1 || consumer?.applyAll === undefined) return false
  if (run.some((event) => isTooOld(event, consumer, clock))) return false
  const { applyAll, type } = consumer
  try {
    const applyFresh = async (trx: Transaction<unknown>): Promise<void> => {
      const ids = run.map(({ id }) => id)
      const fresh = await saveAllApplied(trx, ids)
      const payloads = run.flatMap(({ id, payload }) => (fresh.delete(id) ? [payload] : []))
      if (payloads.length > 0) await applyAll(trx, payloads, context)
    }
    await applyTraced(tracer, db, run, (own) => transact(own, applyFresh))
    return true
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unavailable') throw error
    log.debug({ err: error, type, events: run.length }, 'events could not be applied together')
    return false
  }
}

/** Resolves with an error code when the event was not applied; throws when this service cannot apply anything now. */
async function apply<Context>(
  { db, context, clock, log, tracer }: ReceiverOptions<Context>,
  consumer: Consumer<Context> | undefined,
  event: Event,
): Promise<string | undefined> {
  if (consumer === undefined) return refuse(log, event, 'EVENT_TYPE_UNKNOWN')
  if (isTooOld(event, consumer, clock)) return refuse(log, event, 'EVENT_TOO_OLD')
  try {
    await applyTraced(tracer, db, [event], (own) =>
      transact(own, async (trx) => {
        if (await saveApplied(trx, event.id)) await consumer.apply(trx, event.payload, context)
      }),
    )
    return undefined
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unavailable') throw error
    log.error({ err: error, ...factsOf(event) }, 'an event could not be applied')
    return error instanceof AppError ? error.code : 'INTERNAL'
  }
}

/** Departures are forgotten some day: what is older than they are could bring somebody back. */
const isTooOld = <Context>({ occurredAt }: Event, { anyAge }: Consumer<Context>, clock: Clock): boolean =>
  anyAge !== true && occurredAt !== undefined && clock.now().getTime() - occurredAt.getTime() > eventLifeMs

function refuse(log: Log, event: Event, code: string): string {
  log.warn({ ...factsOf(event), code }, 'an event was refused')
  return code
}

const factsOf = ({ type, id, traceparent }: Event): object => ({
  type,
  event: id,
  ...traceFields(readTraceparent(traceparent)),
})
