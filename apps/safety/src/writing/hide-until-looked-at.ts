import { newId } from '@kindred/kernel'

import { appendAudit } from '../store/audit.js'
import { findSystemDecision, saveDecision } from '../store/decisions.js'
import type { Trx } from '../store/schema.js'
import { refreshStanding } from './refresh-standing.js'

/** Hides a person whom many report until a moderator has decided the case. */
export async function hideUntilLookedAt(
  trx: Trx,
  { caseId, userId }: { readonly caseId: string; readonly userId: string },
  now: Date,
): Promise<void> {
  if ((await findSystemDecision(trx, caseId)) !== undefined) return
  const decisionId = newId()
  await saveDecision(trx, {
    id: decisionId,
    case_id: caseId,
    user_id: userId,
    measure: 'HIDE',
    rule: null,
    note: '',
    photo_ids: [],
    list_hash: false,
    moderator_id: null,
    decided_at: now,
    ends_at: null,
    ended_at: null,
    end_reason: null,
    settled_at: now,
    seen_at: null,
  })
  await refreshStanding(trx, userId, now)
  const after = JSON.stringify({ decision_id: decisionId, measure: 'HIDE' })
  const reason = 'Several people whose word counts have reported.'
  const entry = {
    actorId: null,
    action: 'person.hidden',
    subjectId: userId,
    caseId,
    reason,
    before: '',
    after,
  }
  await appendAudit(trx, entry, now)
}
