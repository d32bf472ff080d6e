import type {
  AuditRecord as AuditRecordMessage,
  CaseDecision,
  CaseKind as CaseKindMessage,
  CaseMark,
  CaseReport,
  CaseState as CaseStateMessage,
  CaseSummary,
  Rule,
  StandingDecision,
} from '@kindred/contracts/safety'

import type { AuditRecord } from './domain/audit-chain.js'
import type { RuleName } from './domain/measures.js'
import type { ListedCase } from './store/case-list.js'
import type { CaseKind, CaseState, ReportRow } from './store/schema.js'
import type { AppealRow, DecisionRow, MarkRow } from './store/staff-tables.js'

export const readKind = (kind: CaseKindMessage): CaseKind | undefined =>
  kind === 'UNSPECIFIED' || kind === 'UNRECOGNIZED' ? undefined : kind

export const readState = (state: CaseStateMessage): CaseState | undefined =>
  state === 'UNSPECIFIED' || state === 'UNRECOGNIZED' ? undefined : state

export const readRule = (rule: Rule): RuleName | null =>
  rule === 'UNSPECIFIED' || rule === 'UNRECOGNIZED' ? null : rule

/** A case as the caller sees it: whose claim it is, is told to its holder alone. */
export function toSummary(row: ListedCase, callerId: string): CaseSummary {
  const isClaimed = row.state === 'CLAIMED' && !row.is_free
  return {
    caseId: row.id,
    kind: row.kind,
    state: row.state === 'CLOSED' ? 'CLOSED' : isClaimed ? 'CLAIMED' : 'OPEN',
    severity: row.severity,
    subjectId: row.user_id,
    openedAt: row.opened_at,
    reporters: row.reporters,
    reasons: [...row.reasons],
    mine: row.claimant_id === callerId && (isClaimed || row.state === 'CLOSED'),
    leaseEndsAt: isClaimed ? (row.lease_ends_at ?? undefined) : undefined,
    closedAt: row.closed_at ?? undefined,
    measure: row.state === 'CLOSED' ? (row.measure ?? undefined) : undefined,
  }
}

/** Numbers the reporters of a case in the order in which they first reported. */
export function numberReporters(reports: readonly ReportRow[]): (reporterRef: string) => number {
  const numbers = new Map<string, number>()
  for (const { reporter_ref: ref } of reports) if (!numbers.has(ref)) numbers.set(ref, numbers.size + 1)
  return (ref) => numbers.get(ref) ?? 0
}

export const toCaseReport = (row: ReportRow, reporter: number): CaseReport => ({
  reporter,
  weight: row.weight / 100,
  reason: row.reason,
  details: row.details,
  context: row.context_kind,
  createdAt: row.created_at,
})

export const toCaseDecision = (row: DecisionRow): CaseDecision => ({
  decisionId: row.id,
  caseId: row.case_id ?? '',
  measure: row.measure,
  rule: row.rule ?? 'UNSPECIFIED',
  note: row.note,
  photoIds: row.photo_ids,
  moderatorId: row.moderator_id ?? undefined,
  decidedAt: row.decided_at,
  endsAt: row.ends_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
})

export const toCaseMark = (row: MarkRow): CaseMark => ({
  kind: row.kind,
  count: row.times,
  lastAt: row.last_at,
})

export const toStandingDecision = (row: DecisionRow, appeal: AppealStanding): StandingDecision => ({
  decisionId: row.id,
  measure: row.measure,
  rule: row.rule ?? 'UNSPECIFIED',
  photoIds: row.photo_ids,
  createdAt: row.decided_at,
  endsAt: row.ends_at ?? undefined,
  appeal: appealStateOf(appeal),
  seen: row.seen_at !== null,
})

interface AppealStanding {
  readonly appeal: AppealRow | undefined
  /** It takes no appeal any more. */
  readonly isFinal: boolean
}

function appealStateOf({ appeal, isFinal }: AppealStanding) {
  if (appeal !== undefined) return appeal.outcome ?? 'PENDING'
  return isFinal ? 'NOT_POSSIBLE' : 'POSSIBLE'
}

export const toAuditRecord = (record: AuditRecord): AuditRecordMessage => ({
  ...record,
  actorId: record.actorId ?? undefined,
  subjectId: record.subjectId ?? undefined,
  caseId: record.caseId ?? undefined,
  hash: record.hash.toString('hex'),
})
