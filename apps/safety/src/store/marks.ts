import { removeOld, sql } from '@kindred/db'

import type { Db, MarkRow } from './schema.js'

/** A mark as a service tells it. */
export type NewMark = Pick<MarkRow, 'user_id' | 'kind' | 'count'> & { readonly at: Date }

/** Adds to what is known of a person: how often a mark was raised, and the most that was counted. */
export async function saveMark(db: Db, { user_id, kind, count, at }: NewMark): Promise<void> {
  await sql`
    insert into mark (user_id, kind, count, first_at, last_at)
    values (${user_id}, ${kind}, ${count}, ${at}, ${at})
    on conflict (user_id, kind) do update set
      times = mark.times + 1,
      count = greatest(mark.count, excluded.count),
      last_at = greatest(mark.last_at, excluded.last_at)`.execute(db)
}

export const listMarks = (db: Db, userId: string): Promise<MarkRow[]> =>
  db.selectFrom('mark').selectAll().where('user_id', '=', userId).orderBy('kind').execute()

export async function removeMarks(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('mark').where('user_id', '=', userId).execute()
}

/** Forgets marks that were not raised again for long. */
export async function removeOldMarks(db: Db, before: Date): Promise<void> {
  await removeOld(db, { table: 'mark', column: 'last_at', before })
}
