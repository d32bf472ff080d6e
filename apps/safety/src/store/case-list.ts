import { type RawBuilder, sql } from '@kindred/db'

import type { MeasureName } from '../domain/measures.js'
import type { Reason } from '../domain/report.js'
import { isFree, isOutside } from './claims.js'
import type { CaseKind, CaseRow, CaseState, Db } from './schema.js'

/** A case as lists show it. */
export type ListedCase = CaseRow & {
  readonly is_free: boolean
  /** Whoever asks is not in it and has not reported. */
  readonly is_outside: boolean
  readonly reporters: number
  readonly reasons: readonly Reason[]
  readonly measure: MeasureName | null
}

/** The place of a case in the queue. */
interface PlaceInQueue {
  readonly severity: number
  readonly openedAt: Date
  readonly id: string
}

/** Which cases. */
export interface CaseQuery {
  readonly kind: CaseKind | undefined
  readonly state: CaseState | undefined
  /** Only those that this member of staff has claimed or decided. */
  readonly claimantId: string | undefined
  readonly userId: string | undefined
  /** Whoever asks; cases that they are in or have reported are left out. */
  readonly askerId: string
  readonly limit: number
}

const columnsFor = (askerId: string): RawBuilder<unknown> => sql`
  case_file.*, ${isFree} as is_free, ${isOutside(askerId)} as is_outside,
  (select count(distinct reporter_ref)::int from report where case_id = case_file.id) as reporters,
  (select coalesce(array_agg(distinct reason order by reason), '{}') from report where case_id = case_file.id) as reasons,
  (select measure from decision where case_id = case_file.id and moderator_id is not null
    and end_reason is distinct from 'UNDONE' order by decided_at desc limit 1) as measure`

/** Cases that are not closed, the worst first, then the oldest. */
export async function listOpenCases(db: Db, query: CaseQuery, after?: PlaceInQueue): Promise<ListedCase[]> {
  const later =
    after === undefined
      ? sql`true`
      : sql`(-severity, opened_at, id) > (${-after.severity}, ${after.openedAt}, ${after.id}::uuid)`
  const { rows } = await sql<ListedCase>`
    select ${columnsFor(query.askerId)} from case_file
    where state <> 'CLOSED' and ${conditionsOf(query)} and ${later}
    order by severity desc, opened_at, id
    limit ${query.limit}`.execute(db)
  return rows
}

/** Closed cases, the newest first. */
export async function listClosedCases(
  db: Db,
  query: CaseQuery,
  after?: { readonly closedAt: Date; readonly id: string },
): Promise<ListedCase[]> {
  const earlier =
    after === undefined ? sql`true` : sql`(closed_at, id) < (${after.closedAt}, ${after.id}::uuid)`
  const { rows } = await sql<ListedCase>`
    select ${columnsFor(query.askerId)} from case_file
    where state = 'CLOSED' and ${conditionsOf(query)} and ${earlier}
    order by closed_at desc, id desc
    limit ${query.limit}`.execute(db)
  return rows
}

/** One case as lists show it. */
export async function getListedCase(db: Db, caseId: string, askerId: string): Promise<ListedCase> {
  const { rows } =
    await sql<ListedCase>`select ${columnsFor(askerId)} from case_file where id = ${caseId}`.execute(db)
  return rows[0]!
}

function conditionsOf({ kind, state, claimantId, userId, askerId }: CaseQuery): RawBuilder<boolean> {
  const all = [
    isOutside(askerId),
    kind === undefined ? undefined : sql`kind = ${kind}`,
    state === 'OPEN' ? isFree : undefined,
    state === 'CLAIMED' ? sql`not ${isFree}` : undefined,
    claimantId === undefined ? undefined : sql`claimant_id = ${claimantId}`,
    userId === undefined ? undefined : sql`user_id = ${userId}`,
  ].filter((one) => one !== undefined)
  return sql`${sql.join(all, sql` and `)}`
}
