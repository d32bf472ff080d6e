import { type Kysely, sql } from '@kindred/db'

import { activeHours } from '../domain/score.js'
import type { AbsenceReason, Tables } from './schema.js'

export async function isAbsent(db: Kysely<Tables>, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('absence')
    .select('reason')
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export const saveAbsence = (db: Kysely<Tables>, userId: string, reason: AbsenceReason) =>
  db
    .insertInto('absence')
    .values({ user_id: userId, reason })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const removeAbsence = (db: Kysely<Tables>, userId: string, reason: AbsenceReason) =>
  db.deleteFrom('absence').where('user_id', '=', userId).where('reason', '=', reason).execute()

export const removeAbsences = (db: Kysely<Tables>, userId: string) =>
  db.deleteFrom('absence').where('user_id', '=', userId).execute()

/** What others are kept from seeing of a person. */
interface Unseen {
  readonly userId: string
  readonly absent: boolean
  readonly hiddenSince: Date | null
}

/** Writes down at the person whether they are absent or hidden; answers the slot of somebody who has a profile here. */
export async function markAbsent(
  db: Kysely<Tables>,
  { userId, absent, hiddenSince }: Unseen,
  nowHour: number,
): Promise<number | undefined> {
  const isUnseen = absent || hiddenSince !== null
  const isShown = sql`not paused and not ${isUnseen}::boolean and active_hour > ${nowHour - activeHours}::integer`
  const { rows } = await sql<{ slot: number }>`
    with marked as (update person set absent = ${absent}, hidden_since = ${hiddenSince} where user_id = ${userId} returning slot),
    shown as (
      update candidate set absent = ${isUnseen}, discoverable = ${isShown} and not incognito, veiled = ${isShown} and incognito
      from marked where candidate.slot = marked.slot
    )
    select slot from marked`.execute(db)
  return rows[0]?.slot
}
