import type { Job } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { reportKeptMs } from '../domain/retention.js'
import { removeOldReports } from '../store/reports.js'

const atOnce = 1_000

/** Forgets reports a year after they were made, once their evidence is gone. */
export const forgetReports: Job<SafetyContext> = {
  name: 'forget-reports',
  everyMs: 10 * 60_000,
  alone: true,
  run: ({ db, clock }) => removeOldReports(db, new Date(clock.now().getTime() - reportKeptMs), atOnce),
}
