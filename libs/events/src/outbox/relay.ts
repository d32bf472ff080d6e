import type { Kysely } from 'kysely'

import type { Database } from '@kindred/db'
import { backoff, type Log } from '@kindred/kernel'
import type { Tracer } from '@kindred/tracing'

import { type Bell, createBell } from '../bell.js'
import { outboxChannel } from '../channel.js'
import type { EventReceiver } from '../inbox/receiver.js'
import type { EventPublisher } from '../transport.js'
import { listWaitingSubscribers } from './deliveries.js'
import { type Lane, openLane } from './lane.js'
import { openReplays, type Replays } from './replays.js'
import type { Snapshot } from './snapshot.js'

/** The settings of a relay; times in milliseconds. */
interface RelayOptions<Tables> {
  readonly database: Pick<Database<Tables>, 'db' | 'listen'>
  readonly transport: EventPublisher
  readonly snapshots?: readonly Snapshot[]
  /** This service as a subscriber: the events that it holds are applied from its outbox. */
  readonly self?: Self
  readonly log: Log
  /** Traces the way of events whose work was traced; nothing without it. */
  readonly tracer?: Tracer | undefined
  /** How often the outbox is read even without a notification; 1,000 by default. */
  readonly pollMs?: number
  /** Attempts after which an event becomes a dead letter; 12 by default, about four minutes. */
  readonly maxAttempts?: number
  /** The pause after an event's first failure, which doubles with each further one; 200 by default. */
  readonly firstRetryMs?: number
  /** The longest pause between two attempts; 60,000 by default. */
  readonly longestRetryMs?: number
  /** Another instance takes a lane over once its holder has been silent for so long; 7,000 by default, as a delivery takes up to 5,000. */
  readonly leaseMs?: number
  /** How long a lane that is always busy lets events gather before a batch; not at all by default. */
  readonly gatherMs?: number
}

interface Self {
  readonly name: string
  readonly receiver: Pick<EventReceiver, 'applyHeld'>
}

/** Carries events from the outbox to the subscribers. */
export interface Relay {
  start(): Promise<void>
  /** Lets the running batches end, for at most `graceMs`. */
  stop(graceMs?: number): Promise<void>
}

const defaults = {
  pollMs: 1_000,
  maxAttempts: 12,
  firstRetryMs: 200,
  longestRetryMs: 60_000,
  leaseMs: 7_000,
  gatherMs: 0,
} as const satisfies Partial<RelayOptions<unknown>>

/** Creates a relay, not started. Each instance of a service runs one; at any time one of them delivers to a subscriber. */
export function createRelay<Tables>(options: RelayOptions<Tables>): Relay {
  const { database, snapshots = [], self, ...given } = options
  const settings = { ...defaults, ...given }
  const { log, pollMs } = settings
  const db = database.db as unknown as Kysely<unknown>
  const stopping = new AbortController()
  const cutting = new AbortController()
  const signals = { signal: stopping.signal, cut: cutting.signal }
  const bell = createBell()
  const lanes = new Map<string, Lane>()
  let unlisten: (() => Promise<void>) | undefined
  let replays: Replays | undefined
  let watching: Promise<void> | undefined

  function laneOf(subscriber: string): Lane {
    const known = lanes.get(subscriber)
    if (known !== undefined) return known
    const transport = subscriber === self?.name ? heldBy(self) : settings.transport
    const lane = openLane({ ...settings, ...signals, db, subscriber, transport })
    lanes.set(subscriber, lane)
    return lane
  }

  /** Looks for all lanes and the replays at once, in one question, and wakes those whose notification was missed. */
  async function look(): Promise<void> {
    for (const subscriber of await listWaitingSubscribers(db, self?.name ?? '')) wake(subscriber)
  }

  function wake(subscriber: string): void {
    if (stopping.signal.aborted) return
    if (subscriber === '') replays?.wake()
    else laneOf(subscriber).wake()
  }

  return {
    async start() {
      unlisten = await database.listen(outboxChannel, wake, bell.ring)
      replays = openReplays({ db, snapshots, log, pollMs, signal: stopping.signal })
      watching = keepLooking(look, { bell, pollMs, log, signal: stopping.signal })
    },
    async stop(graceMs = 2_000) {
      stopping.abort()
      const timer = setTimeout(() => cutting.abort(), graceMs)
      // Not awaited: while the database is away it does not return.
      void unlisten?.().catch(() => undefined)
      await Promise.all([watching, replays?.ended, ...[...lanes.values()].map((lane) => lane.ended)])
      clearTimeout(timer)
    },
  }
}

interface Looking {
  readonly bell: Bell
  readonly pollMs: number
  readonly log: Log
  readonly signal: AbortSignal
}

/** Looks until the signal aborts: at each ring, and after pauses that grow while the database is away. */
async function keepLooking(look: () => Promise<void>, { bell, pollMs, log, signal }: Looking): Promise<void> {
  let faults = 0
  while (!signal.aborted) {
    try {
      await look()
      faults = 0
    } catch (error) {
      faults += 1
      log.debug({ err: error }, 'cannot look for waiting subscribers')
    }
    // Whatever the pause, it ends when the database is back and hints are heard again.
    await bell.wait(faults === 0 ? pollMs : backoff(faults, { firstMs: pollMs, maxMs: 5 * pollMs }), signal)
  }
}

/** Well below the lease of a lane. */
const applyWithinMs = 2_500

const heldBy = ({ receiver }: Self): EventPublisher => ({
  publish: (_self, events, signal) => receiver.applyHeld(events, { signal, withinMs: applyWithinMs }),
})
