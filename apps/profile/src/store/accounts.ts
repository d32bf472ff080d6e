import { sql } from '@kindred/db'

import type { Db, Trx } from './schema.js'

/** What stands for a person's key until auth has told it. */
const standIn = (userId: string) => sql<Buffer>`sha256(${userId}::text::bytea)`

/** The key of the person behind an account; undefined while it is not known whose it is. */
export async function findKey(db: Db, userId: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('account').select('key').where('user_id', '=', userId).executeTakeFirst()
  return row?.key
}

export const saveAccount = (trx: Trx, userId: string, key: Buffer) =>
  trx
    .insertInto('account')
    .values({ user_id: userId, key })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ key }))
    .execute()

export const removeAccount = (trx: Trx, userId: string) =>
  trx.deleteFrom('account').where('user_id', '=', userId).execute()

/** Gives what was counted under the stand-in of an account to its person. */
export const replaceStandIn = (trx: Trx, userId: string, key: Buffer) =>
  trx.updateTable('location_change').set({ key }).where('key', '=', standIn(userId)).execute()
