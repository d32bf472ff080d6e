import { sql } from '@kindred/db'

import { dueAgain } from './due.js'
import type { Db, EvidenceRow, NewEvidence } from './schema.js'

export async function saveEvidence(db: Db, rows: readonly NewEvidence[]): Promise<void> {
  await db
    .insertInto('evidence')
    .values([...rows])
    .execute()
}

/** What of a report's evidence is still to be taken. */
export const listMissingEvidence = (db: Db, reportId: string): Promise<EvidenceRow[]> =>
  db
    .selectFrom('evidence')
    .selectAll()
    .where('report_id', '=', reportId)
    .where('due_at', 'is not', null)
    .execute()

/** Keeps what was read, unless another instance was faster. */
export async function saveTaken(db: Db, id: string, content: Buffer | null, now: Date): Promise<void> {
  await db
    .updateTable('evidence')
    .set({ content, taken_at: now, due_at: null })
    .where('id', '=', id)
    .where('taken_at', 'is', null)
    .execute()
}

/** Up to `limit` pieces that are due; no other instance gets them before they are due again. */
export async function claimDueEvidence(db: Db, now: Date, limit: number): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    update evidence set attempts = attempts + 1, due_at = ${dueAgain(now)}
    where id in (
      select id from evidence where due_at <= ${now} order by due_at limit ${limit} for update skip locked
    )
    returning *`.execute(db)
  return rows
}

export async function removeEvidence(db: Db, caseIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('evidence')
    .where('case_id', 'in', [...caseIds])
    .execute()
}
