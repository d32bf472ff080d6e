import { sql } from '@kindred/db'

import type { Part } from '../domain/notice.js'
import type { Db, DeliveryRow, Trx } from './schema.js'

/** A delivery that is given out. */
export interface NewDelivery {
  readonly id: string
  readonly userId: string
  readonly parts: readonly Part[]
  readonly isDigest: boolean
}

/** From when to when a bot has a delivery. */
export interface Lease {
  readonly now: Date
  readonly leaseUntil: Date
}

/**
 * One claim at a time, on whatever instance, so that together they give out no more than Telegram takes. An instance that hangs meanwhile
 * loses its claim before the others give up waiting for it.
 */
export async function lockClaims(trx: Trx): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(${claimLock}),
      set_config('idle_in_transaction_session_timeout', ${String(maxIdleMs)}, true)`.execute(trx)
}

const maxIdleMs = 3_000

const claimLock = 0x4b20_0001

/** A stretch of time. */
export interface Span {
  readonly since: Date
  readonly until: Date
}

/** Clocks of several instances may differ by so much. What was given out later than that is left over from before a clock was set back. */
const maxSkewMs = 5_000

/** The last milliseconds, and as much of the future as another clock may be ahead. */
export const lately = (now: Date, ms: number): Span => ({
  since: new Date(now.getTime() - ms),
  until: new Date(now.getTime() + maxSkewMs),
})

/** What counts towards Telegram's limit, as two stretches of time. */
export interface Taken {
  /** What was finished in it may have reached Telegram in the last second. */
  readonly finished: Span
  /** What was given out in it and is not finished may reach Telegram at any moment. */
  readonly given: Span
}

/** How many messages take room. */
export const takenCount = ({ given, finished }: Taken) => sql<number>`(
  select count(*) from delivery where finished_at is null and given_at > ${given.since} and given_at <= ${given.until}
) + (
  select count(*) from delivery where finished_at > ${finished.since} and finished_at <= ${finished.until}
) + (
  select coalesce(sum(messages), 0) from own_message where told_at > ${finished.since} and told_at <= ${finished.until}
)`

export async function saveOwnMessages(db: Db, messages: number, now: Date): Promise<void> {
  await db.insertInto('own_message').values({ told_at: now, messages }).execute()
}

export async function countTaken(db: Db, taken: Taken): Promise<number> {
  const { rows } = await sql<{ count: number }>`select ${takenCount(taken)} as count`.execute(db)
  return rows[0]?.count ?? 0
}

/** When the deliveries were finished that take room, the oldest first. */
export async function listFinished(db: Db, { since, until }: Span, limit: number): Promise<Date[]> {
  const rows = await db
    .selectFrom('delivery')
    .select('finished_at')
    .where('finished_at', '>', since)
    .where('finished_at', '<=', until)
    .orderBy('finished_at')
    .limit(limit)
    .execute()
  return rows.flatMap((row) => row.finished_at ?? [])
}

export async function saveDeliveries(
  trx: Trx,
  deliveries: readonly NewDelivery[],
  { now, leaseUntil }: Lease,
): Promise<void> {
  if (deliveries.length === 0) return
  await sql`
    insert into delivery (id, user_id, parts, is_digest, attempt, given_at, lease_until)
    select id, "userId", parts, "isDigest", 1, ${now}::timestamptz, ${leaseUntil}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb)
      as given (id uuid, "userId" uuid, parts jsonb, "isDigest" boolean)`.execute(trx)
}

/** The deliveries of people that are out. */
export const listInFlight = (db: Db, userIds: readonly string[]): Promise<DeliveryRow[]> =>
  db
    .selectFrom('delivery')
    .selectAll()
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .where('finished_at', 'is', null)
    .execute()

/** Gives deliveries out again. */
export async function renewDeliveries(
  trx: Trx,
  ids: readonly string[],
  { now, leaseUntil }: Lease,
): Promise<void> {
  await sql`
    update delivery set attempt = attempt + 1, given_at = ${now}, lease_until = ${leaseUntil}
    where id = any(${[...ids]}::uuid[])`.execute(trx)
}

/** Keeps what deliveries show. */
export async function saveFixedParts(
  db: Db,
  fixed: readonly Pick<NewDelivery, 'id' | 'parts'>[],
): Promise<void> {
  if (fixed.length === 0) return
  const rows = JSON.stringify(fixed.map(({ id, parts }) => ({ id, parts })))
  await sql`
    update delivery set parts = fixed.parts
    from jsonb_to_recordset(${rows}::jsonb) as fixed (id uuid, parts jsonb)
    where delivery.id = fixed.id and finished_at is null`.execute(db)
}

/** Finishes those of the deliveries that are out, and forgets what they told; returns them as they were. */
export async function saveFinished(trx: Trx, ids: readonly string[], now: Date): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    with found as (
      select * from delivery where id = any(${[...ids]}::uuid[]) and finished_at is null order by id for update
    ), finished as (
      update delivery set finished_at = ${now}, parts = '[]' from found where delivery.id = found.id
    )
    select * from found`.execute(trx)
  return rows
}

/** Takes a person's id out of deliveries to others that are out. */
export async function removeMentions(trx: Trx, personId: string): Promise<void> {
  await sql`
    update delivery set parts = (
      select jsonb_agg(case when part -> 'about' ->> 'personId' = ${personId} then part #- '{about,personId}' else part end order by at)
      from jsonb_array_elements(parts) with ordinality as told (part, at)
    )
    where finished_at is null and parts @> jsonb_build_array(
      jsonb_build_object('about', jsonb_build_object('personId', ${personId}::text)))`.execute(trx)
}
