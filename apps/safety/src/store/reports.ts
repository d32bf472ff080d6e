import { sql } from '@kindred/db'

import { dueAgain } from './due.js'
import type { Db, NewReport, ReportRow } from './schema.js'

export const saveReport = (db: Db, report: NewReport): Promise<ReportRow> =>
  db.insertInto('report').values(report).returningAll().executeTakeFirstOrThrow()

export const getReport = (db: Db, id: string): Promise<ReportRow> =>
  db.selectFrom('report').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** A report that no case has taken in, held until the transaction ends. */
export const holdWaitingReport = (db: Db, id: string): Promise<ReportRow | undefined> =>
  db
    .selectFrom('report')
    .selectAll()
    .where('id', '=', id)
    .where('case_id', 'is', null)
    .forUpdate()
    .executeTakeFirst()

/** Up to `limit` reports of which it is not known whether the reporter has met the person; no other instance gets them before they are due again. */
export async function claimWaitingReports(db: Db, now: Date, limit: number): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    update report set attempts = attempts + 1, due_at = ${dueAgain(now)}
    where id in (
      select id from report where due_at <= ${now} order by due_at limit ${limit} for update skip locked
    )
    returning *`.execute(db)
  return rows
}

/** How a case takes a report in. */
type Admission = Pick<ReportRow, 'case_id' | 'target_id' | 'reporter_ref' | 'reporter_digest' | 'weight'>

export async function saveAdmission(db: Db, id: string, admission: Admission): Promise<void> {
  await db
    .updateTable('report')
    .set({ ...admission, due_at: null })
    .where('id', '=', id)
    .execute()
}

export async function removeReport(db: Db, id: string): Promise<void> {
  await db.deleteFrom('report').where('id', '=', id).execute()
}

/** What the reports of a case add to it. */
export const listVoices = (
  db: Db,
  caseId: string,
): Promise<Pick<ReportRow, 'reporter_ref' | 'reason' | 'weight' | 'created_at'>[]> =>
  db
    .selectFrom('report')
    .select(['reporter_ref', 'reason', 'weight', 'created_at'])
    .where('case_id', '=', caseId)
    .execute()

/** How a reporter is called in a case in which the reporter spoke before, perhaps with another account. */
export async function findReporterRef(
  db: Db,
  caseId: string,
  { reporterId, digest }: { readonly reporterId: string; readonly digest: Buffer | null },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('report')
    .select('reporter_ref')
    .where('case_id', '=', caseId)
    .where((row) => row.or([row('reporter_id', '=', reporterId), row('reporter_digest', '=', digest)]))
    .limit(1)
    .executeTakeFirst()
  return row?.reporter_ref
}

/** When a person's reports since a moment were made, the oldest first. */
export async function listReportTimes(db: Db, reporterId: string, since: Date): Promise<Date[]> {
  const rows = await db
    .selectFrom('report')
    .select('created_at')
    .where('reporter_id', '=', reporterId)
    .where('created_at', '>', since)
    .orderBy('created_at')
    .execute()
  return rows.map(({ created_at }) => created_at)
}

/** The place of a report in its reporter's list. */
interface PlaceInList {
  readonly at: Date
  readonly id: string
}

/** A page of a person's reports, newest first. */
export const listReportsOf = (
  db: Db,
  reporterId: string,
  after: PlaceInList | undefined,
  limit: number,
): Promise<ReportRow[]> =>
  db
    .selectFrom('report')
    .selectAll()
    .where('reporter_id', '=', reporterId)
    .$if(after !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('created_at', 'id'), '<', tuple(after!.at, after!.id)),
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** Leaves nothing of reports but who they were about, why and what came of them. */
export async function stripReports(db: Db, caseIds: readonly string[]): Promise<void> {
  await db
    .updateTable('report')
    .set({ details: '', photo_id: null, conversation_id: null, message_ids: [], reporter_digest: null })
    .where('case_id', 'in', [...caseIds])
    .execute()
}

/** Leaves a person's reports without a name; those that no case took in go. */
export async function forgetReporter(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('report').where('reporter_id', '=', userId).where('case_id', 'is', null).execute()
  await db.updateTable('report').set({ reporter_id: null }).where('reporter_id', '=', userId).execute()
}

/** Removes up to `limit` reports that were made before a moment and whose evidence is gone. */
export async function removeOldReports(db: Db, before: Date, limit: number): Promise<void> {
  await sql`
    delete from report where id in (
      select report.id from report join case_file on case_file.id = case_id
      where created_at <= ${before} and released_at is not null limit ${limit}
    )`.execute(db)
}
