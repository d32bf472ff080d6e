import type { SafetyServiceService } from '@kindred/contracts/safety'
import type { Handlers } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { acknowledgeDecision } from './acknowledge-decision.js'
import { appealDecision } from './appeal-decision.js'
import { appealFromOutside } from './appeal-from-outside.js'
import { getMyStanding } from './get-my-standing.js'
import { listMyReports } from './list-my-reports.js'
import { reportPerson } from './report-person.js'
import { startVerification } from './start-verification.js'
import { submitVerification } from './submit-verification.js'

export const handlers: Handlers<SafetyContext, typeof SafetyServiceService> = {
  listMyReports,
  reportPerson,
  getMyStanding,
  acknowledgeDecision,
  appealDecision,
  appealFromOutside,
  startVerification,
  submitVerification,
}
