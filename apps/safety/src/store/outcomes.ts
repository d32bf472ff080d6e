import { sql } from '@kindred/db'

import type { Outcome } from '../domain/report.js'
import type { Db, Trx } from './schema.js'

/** A report with who made it. */
interface Answered {
  readonly id: string
  readonly reporter_id: string
}

/** Answers the reports of a case that have no answer yet, and counts it for each reporter once. Returns one report of each reporter. */
export async function answerReports(
  trx: Trx,
  caseId: string,
  outcome: Outcome,
  now: Date,
): Promise<readonly Answered[]> {
  const rows = await trx
    .updateTable('report')
    .set({ outcome, answered_at: now })
    .where('case_id', '=', caseId)
    .where('outcome', 'is', null)
    .returning(['id', 'reporter_id'])
    .execute()
  const answers = new Map(
    rows.flatMap(({ id, reporter_id }) => (reporter_id === null ? [] : [[reporter_id, id]])),
  )
  const reporters = [...answers.keys()].sort()
  const [upheld, dismissed] = outcome === 'ACTION_TAKEN' ? [1, 0] : [0, 1]
  for (const id of reporters)
    await sql`
      insert into reporter_record (user_id, upheld, dismissed) values (${id}, ${upheld}, ${dismissed})
      on conflict (user_id) do update set
        upheld = reporter_record.upheld + ${upheld}, dismissed = reporter_record.dismissed + ${dismissed}`.execute(
      trx,
    )
  return reporters.map((reporter_id) => ({ id: answers.get(reporter_id)!, reporter_id }))
}

/** The reports of a case were not right after all. Nobody who reported is thought of less for what a moderator decided. */
export async function withdrawAnswers(trx: Trx, caseId: string): Promise<void> {
  const rows = await trx
    .updateTable('report')
    .set({ outcome: 'NO_VIOLATION' })
    .where('case_id', '=', caseId)
    .where('outcome', '=', 'ACTION_TAKEN')
    .returning('reporter_id')
    .execute()
  const reporters = [...new Set(rows.flatMap(({ reporter_id: id }) => (id === null ? [] : [id])))].sort()
  for (const id of reporters)
    await sql`update reporter_record set upheld = greatest(upheld - 1, 0) where user_id = ${id}`.execute(trx)
}

/** How many reports about these accounts were found right since then. */
export async function countValidReports(db: Db, userIds: readonly string[], since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('report')
    .select((row) => row.fn.countAll<string>().as('count'))
    .where('target_id', 'in', [...userIds])
    .where('outcome', '=', 'ACTION_TAKEN')
    .where('answered_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** What was told last; changes it when it is another number, and answers the new version then. */
export async function saveTrust(trx: Trx, userId: string, validReports: number): Promise<number | undefined> {
  const { rows } = await sql<{ version: string }>`
    insert into trust (user_id, version, valid_reports)
    select ${userId}, 1, ${validReports} where ${validReports} > 0 or exists (select from trust where user_id = ${userId})
    on conflict (user_id) do update set version = trust.version + 1, valid_reports = excluded.valid_reports
    where trust.valid_reports <> excluded.valid_reports
    returning version`.execute(trx)
  return rows[0] && Number(rows[0].version)
}

/** Whose reports that were found right may have become too old to count. */
export const listTrustedLess = async (
  db: Db,
  after: string | undefined,
  limit: number,
): Promise<string[]> => {
  const rows = await db
    .selectFrom('trust')
    .select('user_id')
    .where('valid_reports', '>', 0)
    .$if(after !== undefined, (query) => query.where('user_id', '>', after!))
    .orderBy('user_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.user_id)
}

/** How many reports there are about a person, and by the person. */
export async function countReports(db: Db, userId: string): Promise<{ received: number; made: number }> {
  const { rows } = await sql<{ received: number; made: number }>`
    select (select count(*)::int from report where target_id = ${userId}) as received,
      (select count(*)::int from report where reporter_id = ${userId}) as made`.execute(db)
  return rows[0]!
}

/** The number that was told last. */
export async function findValidReports(db: Db, userId: string): Promise<number> {
  const row = await db
    .selectFrom('trust')
    .select('valid_reports')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.valid_reports ?? 0
}

export const removeTrust = (trx: Trx, userId: string) =>
  trx.deleteFrom('trust').where('user_id', '=', userId).execute()
