import type { Db, EvidenceRow, ReportRow } from './schema.js'

/** The reports of a case, the oldest first. */
export const listReportsOfCase = (db: Db, caseId: string): Promise<ReportRow[]> =>
  db
    .selectFrom('report')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** What was taken for the reports of a case, the oldest first. */
export const listEvidenceOfCase = (db: Db, caseId: string): Promise<EvidenceRow[]> =>
  db
    .selectFrom('evidence')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('taken_at', 'is not', null)
    .orderBy('taken_at')
    .orderBy('id')
    .execute()
