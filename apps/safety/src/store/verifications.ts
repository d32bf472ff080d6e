import type { GestureName } from '../domain/verification.js'
import type { Db, Trx } from './schema.js'

/** Without its video, which is large. */
const columns = ['id', 'user_id', 'gesture', 'started_at', 'expires_at', 'submitted_at', 'outcome'] as const

interface NewVerification {
  readonly id: string
  readonly user_id: string
  readonly gesture: GestureName
  readonly started_at: Date
  readonly expires_at: Date
}

export const saveVerification = (trx: Trx, verification: NewVerification) =>
  trx.insertInto('verification').values(verification).execute()

/** The person's newest verification whose time has not run out and that has brought no video note yet. */
export const findWaiting = (db: Db, userId: string, now: Date) =>
  db
    .selectFrom('verification')
    .select(columns)
    .where('user_id', '=', userId)
    .where('submitted_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** When a person was asked for a gesture since a moment, the oldest first. */
export async function listStartTimes(db: Db, userId: string, since: Date): Promise<Date[]> {
  const rows = await db
    .selectFrom('verification')
    .select('started_at')
    .where('user_id', '=', userId)
    .where('started_at', '>', since)
    .orderBy('started_at')
    .execute()
  return rows.map(({ started_at }) => started_at)
}

/** The person's newest verification that brought a video note. */
export const findLastSubmitted = (db: Db, userId: string) =>
  db
    .selectFrom('verification')
    .select(columns)
    .where('user_id', '=', userId)
    .where('submitted_at', 'is not', null)
    .orderBy('submitted_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** What was asked for and what came of it, the oldest first. */
export const listVerifications = (db: Db, userId: string) =>
  db
    .selectFrom('verification')
    .select(['id', 'gesture', 'started_at', 'submitted_at', 'outcome'])
    .where('user_id', '=', userId)
    .orderBy('started_at')
    .execute()

export const findVerification = (db: Db, id: string) =>
  db.selectFrom('verification').select(columns).where('id', '=', id).executeTakeFirst()

/** The same, held until the transaction ends. */
export const findVerificationForChange = (trx: Trx, id: string, userId: string) =>
  trx
    .selectFrom('verification')
    .select(columns)
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()

export const saveVideo = (trx: Trx, id: string, video: Buffer, now: Date) =>
  trx.updateTable('verification').set({ video, submitted_at: now }).where('id', '=', id).execute()

export async function findVideo(db: Db, id: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('verification').select('video').where('id', '=', id).executeTakeFirst()
  return row?.video ?? undefined
}

/** Keeps the outcome and lets the video go. */
export const saveOutcome = (trx: Trx, id: string, outcome: 'VERIFY' | 'TRY_AGAIN') =>
  trx.updateTable('verification').set({ outcome, video: null }).where('id', '=', id).execute()

/** Verifications that began before; those that are older than any video may be. */
export async function removeVerificationsBefore(trx: Trx, before: Date): Promise<string[]> {
  const rows = await trx.deleteFrom('verification').where('started_at', '<', before).returning('id').execute()
  return rows.map(({ id }) => id)
}

export const removeVerificationsOf = (trx: Trx, userId: string) =>
  trx.deleteFrom('verification').where('user_id', '=', userId).execute()
