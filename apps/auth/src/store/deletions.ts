import { createQuestion, removeOld, sql } from '@kindred/db'

import type { Db, DeletionRow, StoredPart, Trx } from './schema.js'

export const saveDeletion = (
  trx: Trx,
  row: Omit<DeletionRow, 'erased_at' | 'asked_at' | 'parts' | 'receipt'>,
): Promise<DeletionRow> =>
  trx
    .insertInto('deletion')
    .values({ ...row, erased_at: null, receipt: null })
    .returningAll()
    .executeTakeFirstOrThrow()

export const findDeletion = (db: Db, userId: string): Promise<DeletionRow | undefined> =>
  db.selectFrom('deletion').selectAll().where('user_id', '=', userId).executeTakeFirst()

/** The deletion of an account, held until the transaction ends. */
export const findDeletionForChange = (trx: Trx, userId: string): Promise<DeletionRow | undefined> =>
  trx.selectFrom('deletion').selectAll().where('user_id', '=', userId).forUpdate().executeTakeFirst()

export async function isLeaving(db: Db, userId: string): Promise<boolean> {
  const row = await db.selectFrom('deletion').select('id').where('user_id', '=', userId).executeTakeFirst()
  return row !== undefined
}

export const findReceipt = (db: Db, hash: Buffer): Promise<DeletionRow | undefined> =>
  db.selectFrom('deletion').selectAll().where('receipt_hash', '=', hash).executeTakeFirst()

export const removeDeletion = (trx: Trx, id: string) =>
  trx.deleteFrom('deletion').where('id', '=', id).execute()

/** Deletions whose time has come, held; those that another instance holds are left to it. */
export const holdDueDeletions = (trx: Trx, now: Date, limit: number): Promise<DeletionRow[]> =>
  trx
    .selectFrom('deletion')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('erase_at', '<=', now)
    .orderBy('erase_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

export const saveErasing = (trx: Trx, id: string) =>
  trx.updateTable('deletion').set({ state: 'erasing' }).where('id', '=', id).execute()

/** Whether a deletion's time has come. */
export const isDeletionDue = createQuestion<{ readonly now: Date }>(
  (param) => sql`select from deletion where state = 'waiting' and erase_at <= ${param(({ now }) => now)}`,
)

/** Whether services are still at work on a deletion. */
export const isAnyErasing = createQuestion(() => sql`select from deletion where state = 'erasing'`)

/** Deletions that services are still at work on; those come first about which nobody was asked for longest, so that none waits for others. */
export const listErasing = (db: Db, limit: number): Promise<DeletionRow[]> =>
  db
    .selectFrom('deletion')
    .selectAll()
    .where('state', '=', 'erasing')
    .orderBy('asked_at', (order) => order.asc().nullsFirst())
    .orderBy('erase_at')
    .limit(limit)
    .execute()

export const saveParts = (db: Db, id: string, parts: readonly StoredPart[], askedAt: Date) =>
  db
    .updateTable('deletion')
    .set({ parts: JSON.stringify(parts), asked_at: askedAt })
    .where('id', '=', id)
    .execute()

/** Keeps the receipt and forgets whose it was. */
export const saveErased = (
  db: Db,
  id: string,
  { parts, receipt, erasedAt }: { parts: readonly StoredPart[]; receipt: string; erasedAt: Date },
) =>
  db
    .updateTable('deletion')
    .set({
      state: 'erased',
      user_id: null,
      parts: JSON.stringify(parts),
      receipt,
      erased_at: erasedAt,
    })
    .where('id', '=', id)
    .where('state', '=', 'erasing')
    .execute()

/** People whose deletion waits, in the order of their ids, after the given one. */
export async function listLeavingAfter(db: Db, id: string | undefined, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('deletion')
    .select((row) => row.ref('user_id').$notNull().as('user_id'))
    .where('state', '=', 'waiting')
    .$if(id !== undefined, (query) => query.where('user_id', '>', id!))
    .orderBy('user_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.user_id)
}

export const removeOldReceipts = (db: Db, before: Date) =>
  removeOld(db, { table: 'deletion', column: 'erased_at', before })
