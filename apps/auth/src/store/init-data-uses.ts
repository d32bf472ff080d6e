import { removeOld } from '@kindred/db'

import { type Db, type Trx } from './schema.js'

/** Notes a use of this initData and holds it until the transaction ends. Answers whether it was ended: a session of it was signed out. */
export async function holdInitData(trx: Trx, digest: Buffer, expiresAt: Date): Promise<{ isEnded: boolean }> {
  const row = await trx
    .insertInto('init_data_use')
    .values({ digest, ended_at: null, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ expires_at: expiresAt }))
    .returning('ended_at')
    .executeTakeFirstOrThrow()
  return { isEnded: row.ended_at !== null }
}

/** From now on the initData of these sessions begins no other. */
export const endInitDataOf = (trx: Trx, sessionIds: readonly string[], now: Date) =>
  trx
    .updateTable('init_data_use')
    .set({ ended_at: now })
    .where('digest', 'in', (digests) =>
      digests
        .selectFrom('session')
        .select((row) => row.ref('init_data').$notNull().as('init_data'))
        .where('id', 'in', sessionIds)
        .where('init_data', 'is not', null),
    )
    .where('ended_at', 'is', null)
    .execute()

export const removeOldInitDataUses = (db: Db, now: Date) =>
  removeOld(db, { table: 'init_data_use', column: 'expires_at', before: now })
