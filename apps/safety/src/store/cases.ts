import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { isAppealed } from './appeals.js'
import type { CaseKind, CaseRow, Db } from './schema.js'

/** What a case is about. */
interface Subject {
  readonly kind: CaseKind
  readonly userId: string
  /** The photo, verification or decision; absent for reports. */
  readonly aboutId?: string
}

/** The open case about a subject, made if there is none, and held until the transaction ends: whoever decides it waits, or has closed it. */
export async function openCaseFor(db: Db, { kind, userId, aboutId }: Subject, now: Date): Promise<CaseRow> {
  const { rows } = await sql<CaseRow>`
    insert into case_file (id, kind, user_id, about_id, opened_at)
    values (${newId()}, ${kind}, ${userId}, ${aboutId ?? null}, ${now})
    on conflict (kind, user_id, coalesce(about_id, user_id)) where state <> 'CLOSED'
    do update set version = case_file.version + 1
    returning *`.execute(db)
  return rows[0]!
}

export async function saveSeverity(db: Db, caseId: string, severity: number): Promise<void> {
  await db.updateTable('case_file').set({ severity }).where('id', '=', caseId).execute()
}

/** Closed cases whose evidence is still there and that no appeal needs, held until the transaction ends. */
export async function holdCasesToRelease(db: Db, closedBefore: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('case_file')
    .select('id')
    .where('closed_at', '<=', closedBefore)
    .where('released_at', 'is', null)
    .where((row) => row.not(isAppealed('case_file')))
    .orderBy('closed_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(({ id }) => id)
}

export async function saveReleased(db: Db, caseIds: readonly string[], now: Date): Promise<void> {
  await db
    .updateTable('case_file')
    .set({ released_at: now })
    .where('id', 'in', [...caseIds])
    .execute()
}
