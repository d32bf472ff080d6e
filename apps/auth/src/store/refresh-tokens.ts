import { removeOld, type Selectable } from '@kindred/db'

import type { Db, RefreshTokenTable, Trx } from './schema.js'

export const saveRefreshToken = (
  trx: Trx,
  token: { hash: Buffer; session_id: string; parent: Buffer | null; created_at: Date },
) =>
  trx
    .insertInto('refresh_token')
    .values({ ...token, used_at: null, sealed_successor: null })
    .execute()

/** The session of a token, to lock it before the token is read. */
export async function findRefreshTokenSession(trx: Trx, hash: Buffer): Promise<string | undefined> {
  const row = await trx
    .selectFrom('refresh_token')
    .select('session_id')
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row?.session_id
}

export const findRefreshToken = (
  trx: Trx,
  hash: Buffer,
): Promise<Selectable<RefreshTokenTable> | undefined> =>
  trx.selectFrom('refresh_token').selectAll().where('hash', '=', hash).executeTakeFirst()

export const saveRefreshTokenUse = (
  trx: Trx,
  hash: Buffer,
  use: { used_at: Date; sealed_successor: Buffer },
) => trx.updateTable('refresh_token').set(use).where('hash', '=', hash).execute()

/** Keeps the newest unused tokens of a session. */
export const removeSurplusRefreshTokens = (trx: Trx, sessionId: string, most: number) =>
  trx
    .deleteFrom('refresh_token')
    .where('hash', 'in', (surplus) =>
      surplus
        .selectFrom('refresh_token')
        .select('hash')
        .where('session_id', '=', sessionId)
        .where('used_at', 'is', null)
        .orderBy('created_at', 'desc')
        .offset(most),
    )
    .execute()

/** Wipes the sealed successor of a token: the successor was used, so it is not handed out again. */
export const wipeSuccessorOf = (trx: Trx, parent: Buffer) =>
  trx.updateTable('refresh_token').set({ sealed_successor: null }).where('hash', '=', parent).execute()

/** Removes tokens that were used so long ago that no session with them can be alive. */
export const removeUsedRefreshTokens = (db: Db, usedBefore: Date) =>
  removeOld(db, { table: 'refresh_token', column: 'used_at', before: usedBefore })
