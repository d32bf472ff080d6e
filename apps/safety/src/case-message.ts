import { photoReasonFromJSON } from '@kindred/contracts/media'
import type { CaseAppeal, ModerationCase, PhotoFinding } from '@kindred/contracts/safety'

import { measuresOf } from './domain/measures.js'
import { toCaseEvidence } from './evidence-message.js'
import { numberReporters, toCaseDecision, toCaseMark, toCaseReport, toSummary } from './staff-messages.js'
import type { PhotoFindingRow } from './store/staff-tables.js'
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
    photo: whole.photo && toPhotoFinding(whole.photo),
    appeal: appeal && toAppeal(appeal),
    leaseId: summary.mine && summary.state === 'CLAIMED' ? (file.lease_id ?? undefined) : undefined,
    measures: [...measuresOf[file.kind]],
    gesture: whole.gesture ?? '',
    version: file.version,
  }
}

/** Its size is not known before it is fetched. */
const toPhotoFinding = (row: PhotoFindingRow): PhotoFinding => ({
  photo: {
    mediaId: row.media_id,
    ownerId: row.owner_id,
    thumbhash: '',
    width: 0,
    height: 0,
    urls: undefined,
  },
  score: row.score ?? undefined,
  model: row.model,
  looksRemoved: row.looks_removed,
  reason: photoReasonFromJSON(row.reason),
})

const toAppeal = ({ row, decision }: NonNullable<WholeCase['appeal']>): CaseAppeal => ({
  decision: toCaseDecision(decision),
  text: row.words,
  madeAt: row.made_at,
})
