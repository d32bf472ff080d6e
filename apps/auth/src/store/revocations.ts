import { hint, removeOld } from '@kindred/db'

import type { Db, Trx } from './schema.js'

/** The channel of hints that say: read the revoked sessions again. */
export const revocationChannel = 'kindred_revocations'

/** Marks sessions as revoked; answers those that were not yet. */
export async function saveRevocations(trx: Trx, ids: readonly string[], now: Date): Promise<string[]> {
  const revoked = await trx
    .updateTable('session')
    .set({ revoked_at: now })
    .where('id', 'in', ids)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  return revoked.map(({ id }) => id)
}

/** Lists sessions as revoked for as long as an access token of theirs may live. */
export const listAsRevoked = (trx: Trx, ids: readonly string[], end: { expiresAt: Date; shutOut: boolean }) =>
  trx
    .insertInto('revoked_session')
    .values(ids.map((id) => ({ session_id: id, expires_at: end.expiresAt, shut_out: end.shutOut })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const notifyRevocations = (trx: Trx): Promise<void> => hint(trx, revocationChannel, [''])

/** Every session whose access tokens may still be alive. */
export const listRevokedSessions = (
  db: Db,
  now: Date,
): Promise<{ session_id: string; shut_out: boolean }[]> =>
  db.selectFrom('revoked_session').select(['session_id', 'shut_out']).where('expires_at', '>', now).execute()

export const removeOldRevocations = (db: Db, now: Date) =>
  removeOld(db, { table: 'revoked_session', column: 'expires_at', before: now })
