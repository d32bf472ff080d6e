import type { Outcome } from '../domain/report.js'
import type { ReporterHistory } from '../domain/weight.js'
import { addToHistory } from '../store/reporter-records.js'
import { removeOutcome, saveOutcome } from '../store/reports.js'
import type { Trx } from '../store/schema.js'

/** Answers the reports of a case in general words, and lets it count for whoever made them: once for each reporter. */
export async function answerReports(trx: Trx, caseId: string, outcome: Outcome, now: Date): Promise<void> {
  await addToHistory(trx, await saveOutcome(trx, caseId, outcome, now), historyOf(outcome, 1))
}

/** As if the reports of a case had never been answered. */
export async function takeAnswersBack(trx: Trx, caseId: string): Promise<void> {
  for (const { reporter_id, outcome } of await removeOutcome(trx, caseId))
    await addToHistory(trx, [reporter_id], historyOf(outcome, -1))
}

const historyOf = (outcome: Outcome, count: number): ReporterHistory =>
  outcome === 'ACTION_TAKEN' ? { upheld: count, dismissed: 0 } : { upheld: 0, dismissed: count }
