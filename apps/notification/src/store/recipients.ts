import { hint, hintsByNotify, sql, untold } from '@kindred/db'

import { kindNames, urgencyOf } from '../domain/kinds.js'
import { type Taken, takenCount } from './deliveries.js'
import type { Db, RecipientRow, Trx } from './schema.js'

/**
 * Locks people's queues until the transaction ends, and makes those that are missing. Nobody who has left gets one: the caller holds the
 * lock of the people.
 */
export async function lockRecipients(
  trx: Trx,
  userIds: readonly string[],
): Promise<Map<string, RecipientRow>> {
  const wanted = [...new Set(userIds)]
  const found = await lockKnown(trx, wanted)
  if (found.length === wanted.length) return byUser(found)
  await sql`
    insert into recipient (user_id)
    select id from unnest(${wanted}::uuid[]) as id
    where not exists (select from departure where digest = sha256(convert_to(id::text, 'UTF8')))
    order by id
    on conflict do nothing`.execute(trx)
  return byUser(await lockKnown(trx, wanted))
}

async function lockKnown(trx: Trx, userIds: readonly string[]): Promise<RecipientRow[]> {
  const { rows } = await sql<RecipientRow>`
    select * from recipient where user_id = any(${[...userIds]}::uuid[]) order by user_id for update`.execute(
    trx,
  )
  return rows
}

const byUser = (rows: readonly RecipientRow[]): Map<string, RecipientRow> =>
  new Map(rows.map((row) => [row.user_id, row]))

/** Whom a delivery is for, and the time zone that the person told, or that of the person's place. */
export interface ToldRow extends RecipientRow {
  readonly delivery_id: string
  readonly time_zone: string | null
}

/** Locks the queues of people to whom deliveries were given, as lockRecipients does. Nobody who has left has any. */
export async function lockTold(trx: Trx, deliveryIds: readonly string[]): Promise<ToldRow[]> {
  const { rows } = await sql<ToldRow>`
    select recipient.*, delivery.id as delivery_id, coalesce(settings.time_zone, person.time_zone) as time_zone
    from delivery join recipient on recipient.user_id = delivery.user_id
      left join settings on settings.user_id = delivery.user_id
      left join person on person.user_id = delivery.user_id
    where delivery.id = any(${[...deliveryIds]}::uuid[])
    order by recipient.user_id for update of recipient`.execute(trx)
  return rows
}

/** How many people a claim may take. */
interface Take {
  readonly limit: number
  /** So many messages may reach Telegram in a second, by all claims. */
  readonly perSecond: number
  readonly taken: Taken
}

/**
 * Locks people who are due, the most urgent first, without waiting for those whom somebody else holds. The caller holds the lock of claims.
 * Each urgency is looked for by itself, and both columns of the index are compared as one: so it is the index alone that finds them, however
 * many others are due or wait for the morning.
 */
export async function lockDue(
  trx: Trx,
  now: Date,
  { limit, perSecond, taken }: Take,
): Promise<RecipientRow[]> {
  const { rows } = await sql<RecipientRow>`
    with room as (
      select least(${limit}::bigint, greatest(0, ${perSecond} - (${takenCount(taken)}))) as size
    )
    select due.* from unnest(${urgencies}::smallint[]) as urgent (urgency) cross join lateral (
      select * from recipient
      where next_urgency >= urgency and (next_urgency, next_at) <= (urgency, ${now}::timestamptz) and next_at is not null
      order by next_urgency, next_at limit (select size from room) for update skip locked
    ) as due
    order by next_urgency, next_at limit (select size from room)`.execute(trx)
  return rows
}

const urgencies = kindNames.map(urgencyOf)

/** When somebody is due next; undefined when nobody waits for anything. */
export async function findNextDue(db: Db): Promise<Date | undefined> {
  const row = await db
    .selectFrom('recipient')
    .select((query) => query.fn.min('next_at').as('at'))
    .where('next_at', 'is not', null)
    .executeTakeFirst()
  return row?.at ?? undefined
}

/** How many people are due; -1 while the database is away. */
export async function countDue(db: Db, now: Date): Promise<number> {
  try {
    const { count } = await db
      .selectFrom('recipient')
      .select((query) => query.fn.countAll<number>().as('count'))
      .where('next_at', '<=', now)
      .executeTakeFirstOrThrow()
    return count
  } catch {
    return -1
  }
}

/** Bots wait for it: somebody is due. */
export const dueChannel = 'notification_due'

/**
 * Puts locked people where they belong in the queue, and wakes who waits for it when one of them is due. Whoever has a delivery out is next
 * when its lease ends.
 */
export async function refreshQueue(trx: Trx, userIds: readonly string[], now: Date): Promise<void> {
  if (userIds.length === 0) return
  const { rows: due } = await sql<{ payload: string | null }>`
    with best as (
      select distinct on (user_id) user_id, due_at, urgency from notice
      where user_id = any(${[...userIds]}::uuid[]) and due_at is not null
      order by user_id, greatest(due_at, ${now}::timestamptz), urgency
    ), placed as (
      update recipient set
        next_at = case
          when not reachable then null
          when delivery.lease_until is not null then delivery.lease_until
          when best.due_at is not null then greatest(best.due_at, recipient.not_before)
        end,
        next_urgency = coalesce(best.urgency, 0)
      from unnest(${[...userIds]}::uuid[]) as asked (id)
      left join best on best.user_id = asked.id
      left join delivery on delivery.user_id = asked.id and finished_at is null
      where recipient.user_id = asked.id
      returning next_at
    )
    select ${untold(hintsByNotify(trx), dueChannel, sql`''`)} as payload
    from placed where next_at <= ${now}::timestamptz limit 1`.execute(trx)
  await hint(
    trx,
    dueChannel,
    due.map(({ payload }) => payload),
  )
}

export async function saveAnswered(trx: Trx, userIds: readonly string[]): Promise<void> {
  await trx
    .updateTable('recipient')
    .set({ unanswered: 0, unanswered_on: null })
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .where('unanswered', '>', 0)
    .execute()
}

export async function saveRecipient(
  trx: Trx,
  userId: string,
  change: Partial<Omit<RecipientRow, 'user_id'>>,
): Promise<void> {
  await trx.updateTable('recipient').set(change).where('user_id', '=', userId).execute()
}

/** Saves what a message of the bot, or the lack of one, changes of recipients. */
export async function saveRecipients(trx: Trx, rows: readonly RecipientRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update recipient set reachable = changed.reachable, not_before = changed.not_before, retries = changed.retries, unanswered = changed.unanswered,
      unanswered_on = changed.unanswered_on, digest_on = changed.digest_on
    from jsonb_populate_recordset(null::recipient, ${JSON.stringify(rows)}::jsonb) as changed
    where recipient.user_id = changed.user_id`.execute(trx)
}

export const findRecipient = (db: Db, userId: string): Promise<RecipientRow | undefined> =>
  db.selectFrom('recipient').selectAll().where('user_id', '=', userId).executeTakeFirst()
