import { DecideCaseResponse, type Measure, type ModerationServiceService } from '@kindred/contracts/safety'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { type MeasureName, undoMs } from '../domain/measures.js'
import { readRule, toSummary } from '../staff-messages.js'
import { getListedCase } from '../store/case-list.js'
import { decideCase as decide } from '../writing/decide-case.js'

export const decideCase: Handler<SafetyContext, ModerationServiceService['decideCase']> = (
  { db, clock, log },
  request,
  call,
) => {
  const { userId: moderatorId } = userOf(call.principal)
  const { caseId, leaseId, seenVersion, note, days, photoIds, listHash } = request
  const wish = {
    measure: readMeasure(request.measure),
    rule: readRule(request.rule),
    note,
    days,
    photoIds,
    listHash,
  }
  return once(db, { call, request, response: DecideCaseResponse }, async (trx) => {
    const claim = { caseId, leaseId, moderatorId, seenVersion }
    const { decision, isTold } = await decide(trx, claim, wish, clock.now())
    if (!isTold) log.warn({ caseId }, 'a sanction waits until auth says whose account it is about')
    return {
      case: toSummary(await getListedCase(trx, caseId, moderatorId), moderatorId),
      decisionId: decision.id,
      undoUntil: new Date(decision.decided_at.getTime() + undoMs),
    }
  })
}

/** The rules of the contract have kept out what is not stated. */
const readMeasure = (measure: Measure): MeasureName => measure as MeasureName
