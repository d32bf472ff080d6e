import type { SafetyServiceService } from '@kindred/contracts/safety'
import type { Handlers } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { listMyReports } from './list-my-reports.js'
import { reportPerson } from './report-person.js'

export const handlers: Handlers<SafetyContext, typeof SafetyServiceService> = {
  listMyReports,
  reportPerson,
}
