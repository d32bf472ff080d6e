import { createQuestion, sql } from '@kindred/db'

import type { BroadcastRow, BroadcastState, Db, StoredText, Trx } from './schema.js'

/** News with how many people wait for them. */
export type CountedBroadcast = BroadcastRow & { readonly waiting: number }

/** What is known of news when they are prepared. */
export interface NewBroadcast {
  readonly id: string
  readonly texts: readonly StoredText[]
  readonly language: string | null
  readonly activeWithinDays: number | null
  readonly verifiedOnly: boolean
  readonly createdAt: Date
}

export async function saveBroadcast(
  trx: Trx,
  { id, texts, language, activeWithinDays, verifiedOnly, createdAt }: NewBroadcast,
): Promise<void> {
  await trx
    .insertInto('broadcast')
    .values({
      id,
      state: 'COUNTING',
      texts: JSON.stringify(texts),
      language,
      active_within_days: activeWithinDays,
      verified_only: verifiedOnly,
      created_at: createdAt,
    })
    .execute()
}

const waiting = sql<number>`(select count(*)::int from notice where topic = 'news ' || broadcast.id)`.as(
  'waiting',
)

export const findBroadcast = (db: Db, id: string): Promise<CountedBroadcast | undefined> =>
  db.selectFrom('broadcast').selectAll().select(waiting).where('id', '=', id).executeTakeFirst()

export const listBroadcasts = (db: Db, limit: number): Promise<CountedBroadcast[]> =>
  db.selectFrom('broadcast').selectAll().select(waiting).orderBy('id', 'desc').limit(limit).execute()

/** Whether there are news that are counted or sent. */
export const isBroadcastAtWork = createQuestion(
  () => sql`select from broadcast where state in ('COUNTING', 'SENDING')`,
)

/** News at which there is work: those to count, which are soon done, before those to send, and the oldest first. */
export const findBroadcastAtWork = (db: Db): Promise<BroadcastRow | undefined> =>
  db
    .selectFrom('broadcast')
    .selectAll()
    .where('state', 'in', ['COUNTING', 'SENDING'])
    .orderBy((row) => row.eb('state', '=', 'COUNTING'), 'desc')
    .orderBy('id')
    .executeTakeFirst()

/** How many people could be told now what they are not told yet; whoever has quiet hours is none of them. */
export async function countDueNews(db: Db, topic: string, now: Date): Promise<number> {
  // The beginning is named so that the index of news is found.
  const { rows } = await sql<{ due: number }>`
    select count(*)::int as due from notice
    where topic like 'news %' and topic = ${topic} and due_at <= ${now}::timestamptz`.execute(db)
  return rows[0]!.due
}

export const lockBroadcast = (trx: Trx, id: string): Promise<BroadcastRow | undefined> =>
  trx.selectFrom('broadcast').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function saveState(trx: Trx, id: string, state: BroadcastState): Promise<void> {
  await trx.updateTable('broadcast').set({ state, last_user_id: null }).where('id', '=', id).execute()
}

/** What one page of people adds. */
interface Added {
  readonly lastUserId: string | null
  readonly state: BroadcastState
  readonly people: number
  readonly optedOut: number
  readonly queued: number
}

export async function saveProgress(trx: Trx, id: string, added: Added): Promise<void> {
  await trx
    .updateTable('broadcast')
    .set((row) => ({
      state: added.state,
      last_user_id: added.lastUserId,
      people: row.eb('people', '+', added.people),
      opted_out: row.eb('opted_out', '+', added.optedOut),
      queued: row.eb('queued', '+', added.queued),
    }))
    .where('id', '=', id)
    .execute()
}

/** Counts what became of news, by their ids. */
export async function countResults(
  trx: Trx,
  results: readonly { readonly id: string; readonly sent: number; readonly failed: number }[],
): Promise<void> {
  if (results.length === 0) return
  await sql`
    update broadcast set sent = broadcast.sent + told.sent, failed = broadcast.failed + told.failed
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as told (id uuid, sent int, failed int)
    where broadcast.id = told.id`.execute(trx)
}

/** Nobody is told of them any more. */
export async function removeNewsNotices(db: Db, topic: string): Promise<void> {
  await db.deleteFrom('notice').where('topic', '=', topic).execute()
}

/** Somebody who may be told news, with what they have switched off. */
export interface Reader {
  readonly user_id: string
  readonly is_out: boolean
}

/** People with a profile, after the last one who was looked at, in the order of their ids. */
export async function listReaders(
  db: Db,
  { last_user_id: after, verified_only: verifiedOnly }: Pick<BroadcastRow, 'last_user_id' | 'verified_only'>,
  limit: number,
): Promise<(Reader & { readonly can_be_told: boolean })[]> {
  const { rows } = await sql<Reader & { can_be_told: boolean }>`
    select person.user_id,
      coalesce('NEWS' = any(off_kinds) or paused, false) as is_out,
      coalesce(reachable and not leaving and standing not in ('SUSPENDED', 'BANNED'), true) as can_be_told
    from person left join recipient using (user_id) left join settings using (user_id)
    where (${after}::uuid is null or person.user_id > ${after}::uuid)
      and (is_verified or not ${verifiedOnly}::boolean)
    order by person.user_id limit ${limit}`.execute(db)
  return rows
}
