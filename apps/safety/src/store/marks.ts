import { sql } from '@kindred/db'

import type { MarkName } from '../domain/marks.js'
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

export const listMarks = (db: Db, userId: string): Promise<MarkRow[]> =>
  db.selectFrom('mark').selectAll().where('user_id', '=', userId).orderBy('kind').execute()

export const removeMarks = (trx: Trx, userId: string) =>
  trx.deleteFrom('mark').where('user_id', '=', userId).execute()
