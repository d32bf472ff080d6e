import { type Kysely, sql } from 'kysely'

import { transact } from '@kindred/db'
import { type Log, newId } from '@kindred/kernel'

import { createBell, untilRung } from '../bell.js'
import { wakeRelay } from '../channel.js'
import { lockAggregates } from '../locks.js'
import type { Handle } from '../schema.js'
import type { Snapshot, SnapshotItem } from './snapshot.js'

const pageItems = 100
/** A subscriber with this many waiting deliveries gets no further pages for now. */
const maxWaiting = 2_000
const crowdedPauseMs = 200

/** The snapshots of a service and the database that they are read from; `pollMs` is the pause after a fault. */
interface ReplaysOptions {
  readonly db: Kysely<unknown>
  readonly snapshots: readonly Snapshot[]
  readonly log: Log
  readonly pollMs: number
  readonly signal: AbortSignal
}

/** Queues the present state for a subscriber, from the beginning. In the caller's transaction. */
export async function requestReplay(
  trx: Handle,
  subscriber: string,
  types: readonly string[],
): Promise<void> {
  await sql`
    insert into outbox_replay (subscriber, type) select ${subscriber}, type from unnest(${types}::text[]) as type
    on conflict (subscriber, type) do update set after = null, requested_at = now()`.execute(trx)
  await wakeRelay(trx, '')
}

/** The task that sends snapshots in the background. */
export interface Replays {
  wake(): void
  readonly ended: Promise<void>
}

/** Turns requested replays into deliveries, page by page, until `signal` aborts; goes on where it was after a restart. */
export function openReplays(options: ReplaysOptions): Replays {
  const bell = createBell()

  async function next(): Promise<number> {
    try {
      const outcome = await transact(options.db, (trx) => queuePage(trx, options.snapshots))
      return { more: 0, crowded: crowdedPauseMs, idle: untilRung }[outcome]
    } catch (error) {
      if (!options.signal.aborted) options.log.warn({ err: error }, 'cannot send a snapshot for now')
      return options.pollMs
    }
  }

  async function run(): Promise<void> {
    while (!options.signal.aborted) {
      const pauseMs = await next()
      if (pauseMs > 0) await bell.wait(pauseMs, options.signal)
    }
  }

  return { wake: bell.ring, ended: run() }
}

interface ReplayRow {
  subscriber: string
  type: string
  after: string | null
  crowded: boolean
}

async function queuePage(
  trx: Kysely<unknown>,
  snapshots: readonly Snapshot[],
): Promise<'more' | 'crowded' | 'idle'> {
  const { rows } = await sql<ReplayRow>`
    select subscriber, type, after,
      (select count(*) from (select from outbox_delivery d where d.subscriber = r.subscriber and d.dead_at is null
        limit ${maxWaiting}) waiting) = ${maxWaiting} as crowded
    from outbox_replay r order by crowded, requested_at limit 1 for update skip locked`.execute(trx)
  const replay = rows[0]
  if (replay === undefined || replay.crowded) return replay === undefined ? 'idle' : 'crowded'
  const page =
    (await findSnapshot(snapshots, replay.type)?.page(trx, replay.after ?? undefined, pageItems)) ?? []
  if (page.length > 0) await queueItems(trx, replay, await settled(trx, replay, snapshots, page))
  await advance(trx, replay, page.length >= pageItems ? page.at(-1)!.aggregateId : undefined)
  return 'more'
}

/**
 * Reads the page again while no transaction can write events of its aggregates: a change committed in the meantime is in it,
 * and a later change gets a later number. Otherwise an old state could be queued behind a newer one.
 */
async function settled(
  trx: Kysely<unknown>,
  replay: ReplayRow,
  snapshots: readonly Snapshot[],
  page: readonly SnapshotItem<Uint8Array>[],
): Promise<SnapshotItem<Uint8Array>[]> {
  const locked = new Set(page.map((item) => item.aggregateId))
  await lockAggregates(trx, [...locked])
  const again = await findSnapshot(snapshots, replay.type)!.page(trx, replay.after ?? undefined, pageItems)
  return again.filter((item) => locked.has(item.aggregateId))
}

async function queueItems(
  trx: Handle,
  replay: ReplayRow,
  items: readonly SnapshotItem<Uint8Array>[],
): Promise<void> {
  const ids = items.map(() => newId())
  const aggregates = items.map((item) => item.aggregateId)
  const payloads = items.map((item) => Buffer.from(item.payload))
  await sql`
    insert into outbox_event (id, type, aggregate_id, payload)
    select id, ${replay.type}::text, aggregate_id, payload
    from unnest(${ids}::uuid[], ${aggregates}::text[], ${payloads}::bytea[]) as item (id, aggregate_id, payload)`.execute(
    trx,
  )
  await sql`
    insert into outbox_delivery (subscriber, event_id, aggregate_id)
    select ${replay.subscriber}::text, id, aggregate_id
    from unnest(${ids}::uuid[], ${aggregates}::text[]) as item (id, aggregate_id)`.execute(trx)
  await wakeRelay(trx, replay.subscriber)
}

async function advance(trx: Handle, replay: ReplayRow, after: string | undefined): Promise<void> {
  const which = sql`where subscriber = ${replay.subscriber} and type = ${replay.type}`
  await (
    after === undefined
      ? sql`delete from outbox_replay ${which}`
      : sql`update outbox_replay set after = ${after} ${which}`
  ).execute(trx)
}

const findSnapshot = (snapshots: readonly Snapshot[], type: string): Snapshot | undefined =>
  snapshots.find((one) => one.type === type)
