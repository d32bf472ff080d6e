import type { CaseAppeal, ModerationCase } from '@kindred/contracts/safety'

import { measuresOf } from './domain/measures.js'
import { toCaseEvidence } from './evidence-message.js'
import { numberReporters, toCaseDecision, toCaseMark, toCaseReport, toSummary } from './staff-messages.js'
import type { WholeCase } from './writing/look-at-case.js'

/** A whole case as its moderator sees it. Reporters are numbers. */
export function toModerationCase(whole: WholeCase, callerId: string): ModerationCase {
  const { file, reports, evidence, history, appeal } = whole
  const numberOf = numberReporters(reports)
  const summary = toSummary(file, callerId)
  return {
    summary,
    reports: reports.map((row) => toCaseReport(row, numberOf(row.reporter_ref))),
    evidence: reports.flatMap((row) => toCaseEvidence(row, evidence, numberOf(row.reporter_ref)) ?? []),
    history: history.map(toCaseDecision),
    marks: whole.marks.map(toCaseMark),
    photo: undefined,
    appeal: appeal && toAppeal(appeal),
    leaseId: summary.mine && summary.state === 'CLAIMED' ? (file.lease_id ?? undefined) : undefined,
    measures: [...measuresOf[file.kind]],
    gesture: '',
  }
}

const toAppeal = ({ row, decision }: NonNullable<WholeCase['appeal']>): CaseAppeal => ({
  decision: toCaseDecision(decision),
  text: row.words,
  madeAt: row.made_at,
})
