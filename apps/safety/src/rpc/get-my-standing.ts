import type { SafetyServiceService } from '@kindred/contracts/safety'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { settledBefore } from '../domain/measures.js'
import { toStandingDecision } from '../staff-messages.js'
import { listAccountsOf } from '../store/accounts.js'
import { listAppeals } from '../store/appeals.js'
import { listToldDecisions } from '../store/decisions.js'
import { listLastWords } from '../store/photo-findings.js'

const maxListed = 50

/** A warning that may still be taken back is not told yet; what is felt at once is. */
export const getMyStanding: Handler<SafetyContext, SafetyServiceService['getMyStanding']> = async (
  { db, clock },
  _request,
  { principal },
) => {
  const accounts = await listAccountsOf(db, userOf(principal).userId)
  const rows = await listToldDecisions(db, accounts, {
    settledBefore: settledBefore(clock.now()),
    limit: maxListed,
  })
  const ids = rows.map(({ id }) => id)
  const [appeals, lastWords] = [await listAppeals(db, ids), await listLastWords(db, ids)]
  const appealOf = new Map(appeals.map((appeal) => [appeal.decision_id, appeal]))
  return {
    decisions: rows.map((row) => {
      const isFinal = row.ended_at !== null || lastWords.has(row.id)
      return toStandingDecision(row, { appeal: appealOf.get(row.id), isFinal })
    }),
  }
}
