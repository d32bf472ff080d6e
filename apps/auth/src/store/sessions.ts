import { removeOld } from '@kindred/db'

import type { SessionState } from '../domain/session-rules.js'
import type { Db, SessionRow, Trx } from './schema.js'

export const stateOf = (row: SessionRow): SessionState => ({
  revokedAt: row.revoked_at,
  expiresAt: row.expires_at,
})

export const saveSession = (trx: Trx, row: SessionRow) => trx.insertInto('session').values(row).execute()

/** The session, locked until the transaction ends. */
export const findSessionForChange = (trx: Trx, id: string): Promise<SessionRow | undefined> =>
  trx.selectFrom('session').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The person's session with the bot that was not revoked, locked until the transaction ends. */
export const findBotSessionForChange = (trx: Trx, userId: string): Promise<SessionRow | undefined> =>
  trx
    .selectFrom('session')
    .selectAll()
    .where('user_id', '=', userId)
    .where('of_bot', '=', true)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

export const findSessionOf = (db: Db, userId: string, id: string): Promise<SessionRow | undefined> =>
  db.selectFrom('session').selectAll().where('id', '=', id).where('user_id', '=', userId).executeTakeFirst()

export const saveSessionUse = (trx: Trx, id: string, use: { last_used_at: Date; expires_at: Date }) =>
  trx.updateTable('session').set(use).where('id', '=', id).execute()

/** Live sessions, newest first, those after `before`; ids grow with time. */
export const listLiveSessions = (
  db: Db,
  { userId, now, before, limit }: { userId: string; now: Date; before: string | undefined; limit: number },
): Promise<SessionRow[]> =>
  db
    .selectFrom('session')
    .selectAll()
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .$if(before !== undefined, (query) => query.where('id', '<', before!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** The person's sessions that were not revoked, locked. */
export async function listSessionIdsForChange(trx: Trx, userId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('session')
    .select('id')
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .execute()
  return rows.map((row) => row.id)
}

/** The live sessions that a proof began, but for the newest `keep` of them. */
export async function listSurplusSessions(trx: Trx, proof: Buffer, keep: number): Promise<string[]> {
  const rows = await trx
    .selectFrom('session')
    .select('id')
    .where('proof', '=', proof)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .offset(keep)
    .execute()
  return rows.map((row) => row.id)
}

export const removeExpiredSessions = (db: Db, now: Date) =>
  removeOld(db, { table: 'session', column: 'expires_at', before: now })
