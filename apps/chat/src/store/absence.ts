import { sql } from '@kindred/db'

import type { AbsenceReason, Db } from './schema.js'

/** Which of these people are absent. */
export async function findAbsent(db: Db, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('absence')
    .select('user_id')
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .execute()
  return new Set(rows.map((row) => row.user_id))
}

export const saveAbsence = (db: Db, userId: string, reason: AbsenceReason) =>
  db
    .insertInto('absence')
    .values({ user_id: userId, reason })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const removeAbsence = (db: Db, userId: string, reason: AbsenceReason) =>
  db.deleteFrom('absence').where('user_id', '=', userId).where('reason', '=', reason).execute()

export const removeAbsences = (db: Db, userId: string) =>
  db.deleteFrom('absence').where('user_id', '=', userId).execute()
