import type { Db, NewVerification, Trx, VerificationRow } from './schema.js'

export const saveVerification = (trx: Trx, verification: NewVerification) =>
  trx.insertInto('verification').values(verification).execute()

/** The newest first. */
export const listVerifications = (db: Db, userId: string, limit: number): Promise<VerificationRow[]> =>
  db
    .selectFrom('verification')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
