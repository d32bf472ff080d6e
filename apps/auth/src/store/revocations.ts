import { removeOld, sql } from '@kindred/db'

import { revocationLifeMs } from '../domain/session-rules.js'
import { endInitDataOf } from './init-data-uses.js'
import { type Db, type Trx } from './schema.js'

/** The NOTIFY channel that says: read the revoked sessions again. */
export const revocationChannel = 'kindred_revocations'

/** Signs sessions out: they end, and the initData that began them begins no other. */
export async function signOutSessions(trx: Trx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await endInitDataOf(trx, ids, now)
  await revokeSessions(trx, ids, now)
}

/** Ends sessions; when the transaction commits, every instance of auth hears of it. Those that are revoked already stay as they are. */
export async function revokeSessions(trx: Trx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  const revoked = await trx
    .updateTable('session')
    .set({ revoked_at: now })
    .where('id', 'in', ids)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  if (revoked.length === 0) return
  const expiresAt = new Date(now.getTime() + revocationLifeMs)
  await trx
    .insertInto('revoked_session')
    .values(revoked.map(({ id }) => ({ session_id: id, expires_at: expiresAt })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await sql`select pg_notify(${revocationChannel}, '')`.execute(trx)
}

/** Every session whose access tokens may still be alive. */
export async function listRevokedSessions(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('revoked_session')
    .select('session_id')
    .where('expires_at', '>', now)
    .execute()
  return rows.map((row) => row.session_id)
}

export const removeOldRevocations = (db: Db, now: Date) =>
  removeOld(db, { table: 'revoked_session', column: 'expires_at', before: now })
