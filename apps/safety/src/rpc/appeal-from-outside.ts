import type { SafetyServiceService } from '@kindred/contracts/safety'
import { transact } from '@kindred/db'
import { readAppealToken } from '@kindred/identity'
import { isId } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { appealTokenInvalid } from '../domain/staff-errors.js'
import { appealDecision } from '../writing/appeal-decision.js'

export const appealFromOutside: Handler<SafetyContext, SafetyServiceService['appealFromOutside']> = async (
  { db, clock, keys, issuer },
  { appealToken, text: words },
) => {
  const now = clock.now()
  const appellant = await readAppealToken(appealToken, { keys, issuer, now })
  if (appellant === undefined || !isId(appellant.userId) || !isId(appellant.decisionId))
    throw appealTokenInvalid()
  await transact(db, (trx) => appealDecision(trx, { ...appellant, words }, now))
  return {}
}
