import { createQuestion, removeOld, sql } from '@kindred/db'

import type { DataExportRow, Db, Trx } from './schema.js'

export const saveExport = (
  trx: Trx,
  row: Pick<DataExportRow, 'id' | 'user_id' | 'requested_at'>,
): Promise<DataExportRow> =>
  trx
    .insertInto('data_export')
    .values({ ...row, state: 'making', due_at: row.requested_at, expires_at: null })
    .returningAll()
    .executeTakeFirstOrThrow()

/** The latest export of a person. */
export const findLatestExport = (db: Db, userId: string): Promise<DataExportRow | undefined> =>
  db
    .selectFrom('data_export')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

export const findExport = (db: Db, id: string): Promise<DataExportRow | undefined> =>
  db.selectFrom('data_export').selectAll().where('id', '=', id).executeTakeFirst()

/** Takes the export that waits longest, until `until`: then another instance may take it. */
export const claimExport = (db: Db, now: Date, until: Date): Promise<DataExportRow | undefined> =>
  db
    .updateTable('data_export')
    .set({ due_at: until, attempts: sql<number>`attempts + 1` })
    .where('id', '=', (exports) =>
      exports
        .selectFrom('data_export')
        .select('id')
        .where('state', '=', 'making')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()

/** Whether an export waits to be made. */
export const isExportDue = createQuestion<{ readonly now: Date }>(
  (param) => sql`select from data_export where state = 'making' and due_at <= ${param(({ now }) => now)}`,
)

export const removeChunks = (db: Db, exportId: string) =>
  db.deleteFrom('export_chunk').where('export_id', '=', exportId).execute()

/** False for an export that is gone, with its account, or that another instance has taken. */
export async function saveChunk(
  db: Db,
  { id, attempts }: Pick<DataExportRow, 'id' | 'attempts'>,
  place: number,
  bytes: Buffer,
): Promise<boolean> {
  const { rows } = await sql`
    insert into export_chunk (export_id, place, bytes)
    select id, ${place}::integer, ${bytes}::bytea from data_export
    where id = ${id} and attempts = ${attempts} for key share
    returning place`.execute(db)
  return rows.length > 0
}

export const saveReady = (
  db: Db,
  { id, attempts }: Pick<DataExportRow, 'id' | 'attempts'>,
  ready: { size_bytes: number; expires_at: Date },
) =>
  db
    .updateTable('data_export')
    .set({ ...ready, state: 'ready' })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .execute()

export const saveFailedAttempt = (
  db: Db,
  { id, attempts }: Pick<DataExportRow, 'id' | 'attempts'>,
  failed: { state: 'making' | 'failed'; due_at: Date },
) =>
  db
    .updateTable('data_export')
    .set(failed)
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'making')
    .execute()

/** A piece of the file; undefined after the last. */
export async function findChunk(db: Db, exportId: string, place: number): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('export_chunk')
    .select('bytes')
    .where('export_id', '=', exportId)
    .where('place', '=', place)
    .executeTakeFirst()
  return row?.bytes
}

/** Removes the files of exports whose time is over. */
export async function expireExports(db: Db, now: Date): Promise<void> {
  await sql`
    with over as (
      update data_export set state = 'expired' where state = 'ready' and expires_at <= ${now} returning id
    )
    delete from export_chunk using over where export_id = over.id`.execute(db)
}

export const removeOldExports = (db: Db, before: Date) =>
  removeOld(db, { table: 'data_export', column: 'requested_at', before })
