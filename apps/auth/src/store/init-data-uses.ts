import type { Db, Trx } from './schema.js'

/** True for the first use of this initData. A simultaneous use waits here until the first has committed. */
export async function claimInitData(trx: Trx, digest: Buffer, expiresAt: Date): Promise<boolean> {
  const rows = await trx
    .insertInto('init_data_use')
    .values({ digest, session_id: null, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('digest')
    .execute()
  return rows.length > 0
}

export const saveInitDataSession = (trx: Trx, digest: Buffer, sessionId: string) =>
  trx.updateTable('init_data_use').set({ session_id: sessionId }).where('digest', '=', digest).execute()

/** The session that this initData began; undefined when it is gone. */
export async function findInitDataSession(trx: Trx, digest: Buffer): Promise<string | undefined> {
  const row = await trx.selectFrom('init_data_use').select('session_id').where('digest', '=', digest).executeTakeFirst()
  return row?.session_id ?? undefined
}

export const removeOldInitDataUses = (db: Db, now: Date) =>
  db.deleteFrom('init_data_use').where('expires_at', '<', now).execute()
