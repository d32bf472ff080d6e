import { sql } from '@kindred/db'

import type { MarkName } from '../domain/marks.js'
import { accountsOf } from './accounts.js'
import type { Db, Trx } from './schema.js'
import type { MarkRow } from './staff-tables.js'

/** Counts a sign of abuse once more. */
export const addMark = (trx: Trx, userId: string, kind: MarkName, at: Date) =>
  trx
    .insertInto('mark')
    .values({ user_id: userId, kind, times: 1, last_at: at })
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'kind']).doUpdateSet({
        times: sql`mark.times + 1`,
        last_at: sql`greatest(mark.last_at, excluded.last_at)`,
      }),
    )
    .execute()

/** The signs of abuse of the person behind an account, from all accounts of the person. */
export async function listMarks(db: Db, userId: string): Promise<MarkRow[]> {
  const { rows } = await sql<MarkRow>`
    select kind, sum(times)::int as times, max(last_at) as last_at from (
      select kind, times, last_at from mark where user_id = any(${accountsOf(userId)})
      union all
      select kind, times, last_at from departed_mark
      where person_key = (select person_key from known_account where user_id = ${userId})
    ) raised group by kind order by kind`.execute(db)
  return rows
}

/** Keeps an account's signs of abuse for the next account of the person. */
export const keepMarks = (trx: Trx, userId: string, personKey: Buffer) =>
  sql`
    insert into departed_mark (person_key, kind, times, last_at)
    select ${personKey}, kind, times, last_at from mark where user_id = ${userId}
    on conflict (person_key, kind) do update set
      times = departed_mark.times + excluded.times, last_at = greatest(departed_mark.last_at, excluded.last_at)`.execute(
    trx,
  )

/** Gives an account the signs of abuse of the person's former ones. */
export const restoreMarks = (trx: Trx, userId: string, personKey: Buffer) =>
  sql`
    with former as (delete from departed_mark where person_key = ${personKey} returning kind, times, last_at)
    insert into mark (user_id, kind, times, last_at) select ${userId}, kind, times, last_at from former
    on conflict (user_id, kind) do update set
      times = mark.times + excluded.times, last_at = greatest(mark.last_at, excluded.last_at)`.execute(trx)

export const removeMarks = (trx: Trx, userId: string) =>
  trx.deleteFrom('mark').where('user_id', '=', userId).execute()

/** Removes the signs of abuse of people whose keys are kept no longer. */
export const removeForgottenMarks = (db: Db) =>
  sql`
    delete from departed_mark
    where not exists (select from departed_key kept where kept.person_key = departed_mark.person_key)
      and not exists (select from known_account kept where kept.person_key = departed_mark.person_key)`.execute(
    db,
  )
