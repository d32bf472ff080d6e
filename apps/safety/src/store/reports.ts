import type { Voice } from '../domain/severity.js'
import type { Db, NewReport, ReportRow } from './schema.js'

export async function saveReport(db: Db, report: NewReport): Promise<void> {
  await db.insertInto('report').values(report).execute()
}

/** What the reports of a case add to it. */
export const listVoices = (db: Db, caseId: string): Promise<Voice[]> =>
  db.selectFrom('report').select(['reporter_ref', 'reason', 'weight']).where('case_id', '=', caseId).execute()

/** How a reporter is called in a case in which the reporter spoke before. */
export async function findReporterRef(
  db: Db,
  caseId: string,
  reporterId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('report')
    .select('reporter_ref')
    .where('case_id', '=', caseId)
    .where('reporter_id', '=', reporterId)
    .executeTakeFirst()
  return row?.reporter_ref
}

/** The place of a report in its reporter's list. */
export interface PlaceInList {
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

/** Leaves a person's reports without a name. */
export async function forgetReporter(db: Db, userId: string): Promise<void> {
  await db.updateTable('report').set({ reporter_id: null }).where('reporter_id', '=', userId).execute()
}
