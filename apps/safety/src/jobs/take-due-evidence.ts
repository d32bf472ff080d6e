import type { Job } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { claimDueEvidence } from '../store/evidence.js'
import { takeEvidence } from '../witnesses/take-evidence.js'

const atOnce = 20

/** Takes evidence whose owner was away when somebody reported. */
export const takeDueEvidence: Job<SafetyContext> = {
  name: 'take-due-evidence',
  everyMs: 3_000,
  async run(context) {
    const rows = await claimDueEvidence(context.db, context.clock.now(), atOnce)
    await Promise.all(rows.map((row) => takeEvidence(context, row)))
  },
}
