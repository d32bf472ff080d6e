import { sql } from '@kindred/db'

import type { KeyStatus } from '../domain/key-rotation.js'
import type { Db, SigningKeyRow, Trx } from './schema.js'

/** Until the end of the transaction no other instance rotates. */
export const lockSigningKeys = (trx: Trx) =>
  sql`select pg_advisory_xact_lock(hashtext('kindred_auth signing_key'))`.execute(trx)

export const listSigningKeys = (db: Db): Promise<SigningKeyRow[]> =>
  db.selectFrom('signing_key').selectAll().orderBy('kid').execute()

export const saveSigningKey = (trx: Trx, row: SigningKeyRow) =>
  trx.insertInto('signing_key').values(row).execute()

export const saveKeyStatus = (trx: Trx, kid: string, status: KeyStatus, since: Date) =>
  trx.updateTable('signing_key').set({ status, since }).where('kid', '=', kid).execute()

export const removeSigningKeys = async (trx: Trx, kids: readonly string[]): Promise<void> => {
  if (kids.length > 0) await trx.deleteFrom('signing_key').where('kid', 'in', kids).execute()
}
