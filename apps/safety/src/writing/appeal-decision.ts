import { isTold, severityOfAppeal } from '../domain/measures.js'
import { appealAlreadyMade, appealNotPossible, decisionNotFound } from '../domain/staff-errors.js'
import { listAccountsOf } from '../store/accounts.js'
import { saveAppeal } from '../store/appeals.js'
import { openCaseFor, saveSeverity } from '../store/cases.js'
import { findDecisionForChange } from '../store/decisions.js'
import { listLastWords } from '../store/photo-findings.js'
import type { Trx } from '../store/schema.js'

/** Who appeals against what. */
interface Appeal {
  readonly userId: string
  readonly decisionId: string
  readonly words: string
}

/** Asks for a second look at a decision, which another moderator takes. One appeal each. */
export async function appealDecision(
  trx: Trx,
  { userId, decisionId, words }: Appeal,
  now: Date,
): Promise<void> {
  const decision = await findDecisionForChange(trx, decisionId)
  if (decision === undefined || !isTold(decision.measure) || decision.end_reason === 'UNDONE')
    throw decisionNotFound()
  if (!(await listAccountsOf(trx, userId)).includes(decision.user_id)) throw decisionNotFound()
  if (decision.ended_at !== null) throw appealNotPossible()
  if ((await listLastWords(trx, [decisionId])).size > 0) throw appealAlreadyMade()
  const file = await openCaseFor(trx, { kind: 'APPEAL', userId: decision.user_id, aboutId: decisionId }, now)
  const appeal = { decision_id: decisionId, case_id: file.id, words, made_at: now, outcome: null }
  if (!(await saveAppeal(trx, appeal))) throw appealAlreadyMade()
  await saveSeverity(trx, file.id, severityOfAppeal(decision.measure))
}
