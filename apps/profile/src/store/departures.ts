import { removeOld, sql } from '@kindred/db'

import { type Db, type Trx } from './schema.js'

const hashOf = (userId: string) => sql<Buffer>`sha256(${userId}::text::bytea)`

export const saveDeparture = (trx: Trx, userId: string, now: Date) =>
  trx
    .insertInto('departure')
    .values({ person: hashOf(userId), left_at: now })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ left_at: now }))
    .execute()

export async function hasLeft(trx: Trx, userId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('departure')
    .select('left_at')
    .where('person', '=', hashOf(userId))
    .executeTakeFirst()
  return found !== undefined
}

/** Forgets who left before the moment. */
export const removeDeparturesBefore = (db: Db, before: Date) =>
  removeOld(db, { table: 'departure', column: 'left_at', before })
