import { sql } from 'kysely'

import type { Handle } from './schema.js'

/** First keys of PostgreSQL's two-key advisory locks, so that these never collide with other advisory locks. */
const lockClass = { subscriptions: 0x4b01, aggregate: 0x4b02, lane: 0x4b03, person: 0x4b04 } as const

/**
 * Joins the writers of an aggregate's events until the transaction ends. The shared lock makes a new subscription wait for
 * every transaction that may not have seen it; the second lets one transaction at a time number the aggregate's events.
 */
export async function lockForPublishing(trx: Handle, aggregateId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${lockClass.subscriptions}, 0),
    pg_advisory_xact_lock(${lockClass.aggregate}, hashtext(${aggregateId}))`.execute(trx)
}

/** Waits until no transaction writes events, and lets none begin until this one ends. */
export async function lockSubscriptions(trx: Handle): Promise<void> {
  await sql`set local lock_timeout = '1s'`.execute(trx)
  await sql`select pg_advisory_xact_lock(${lockClass.subscriptions}, 0)`.execute(trx)
}

/** Lets no other transaction write events of these aggregates until this one ends. */
export const lockAggregates = (trx: Handle, aggregateIds: readonly string[]): Promise<void> =>
  lockAll(trx, lockClass.aggregate, aggregateIds)

/**
 * Lets one transaction at a time change what belongs to these people, until it ends. Who locks several locks them in one call, which orders
 * them, so that two transactions cannot deadlock.
 */
export const lockPeople = (trx: Handle, ...userIds: readonly string[]): Promise<void> =>
  lockAll(trx, lockClass.person, userIds)

async function lockAll(trx: Handle, lock: number, ids: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lock}, key)
    from (select distinct hashtext(id) as key from unnest(${ids}::text[]) as id order by 1) keys`.execute(trx)
}

/**
 * True when this transaction may deliver to the subscriber; false while another one does. The server ends a transaction that
 * idles for `leaseMs`: a holder that hangs or is cut off loses the lane then, and one that dies loses it at once.
 */
export async function tryLeadLane(trx: Handle, subscriber: string, leaseMs: number): Promise<boolean> {
  const { rows } = await sql<{ leads: boolean }>`
    select pg_try_advisory_xact_lock(${lockClass.lane}, hashtext(${subscriber})) as leads,
      set_config('idle_in_transaction_session_timeout', ${String(leaseMs)}, true)`.execute(trx)
  return rows[0]?.leads === true
}
