import { sql } from '@kindred/db'

import type { CaseKind, Db } from './schema.js'

/** Reports and decisions of moderators, of the last day and the last 30 days. */
interface Work {
  readonly reportsLastDay: number
  readonly reportsLastMonth: number
  readonly decisionsLastDay: number
  readonly decisionsLastMonth: number
}

/** How much came in and was decided until now. */
export async function countWork(db: Db, now: Date): Promise<Work> {
  const day = sql`${now}::timestamptz - interval '1 day'`
  const month = sql`${now}::timestamptz - interval '30 days'`
  const decided = sql`moderator_id is not null and end_reason is distinct from 'UNDONE'`
  const { rows } = await sql<Work>`
    select
      (select count(*)::int from report where created_at > ${day}) as "reportsLastDay",
      (select count(*)::int from report where created_at > ${month}) as "reportsLastMonth",
      (select count(*)::int from decision where decided_at > ${day} and ${decided}) as "decisionsLastDay",
      (select count(*)::int from decision where decided_at > ${month} and ${decided}) as "decisionsLastMonth"`.execute(
    db,
  )
  return rows[0]!
}

/** How many cases of each kind are not closed, and since when the oldest waits. */
export async function listQueue(
  db: Db,
): Promise<{ kind: CaseKind; cases: number; oldest_at: Date | undefined }[]> {
  const { rows } = await sql<{ kind: CaseKind; cases: number; oldest_at: Date | null }>`
    select kinds.kind, count(id)::int as cases, min(opened_at) as oldest_at
    from unnest(array['REPORTS', 'PHOTO', 'VERIFICATION', 'APPEAL']) with ordinality as kinds (kind, place)
      left join case_file on case_file.kind = kinds.kind and case_file.state <> 'CLOSED'
    group by kinds.kind, place order by place`.execute(db)
  return rows.map((row) => ({ ...row, oldest_at: row.oldest_at ?? undefined }))
}
