import type { Job } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { settledBefore } from '../domain/measures.js'
import { findLast } from '../store/audit.js'
import { isAnyExpired, isAnyUnsettled } from '../store/decisions.js'
import { forgetDepartedKeys, forgetOldCases, forgetUnusedPeople } from './forget-past.js'
import { refreshAllTrust } from './refresh-trust.js'
import { endSuspensions, settleDecisions } from './settle-decisions.js'

const second = 1_000
const hour = 3_600 * second

/** A record that was made anew as a whole, or lacks its end, does not fit to what the log says of before. */
async function anchorAudit({ db, log }: SafetyContext): Promise<void> {
  const last = await findLast(db)
  if (last !== undefined)
    log.info({ number: last.number, hash: last.hash.toString('hex') }, 'the audit record so far')
}

export const staffJobs: readonly Job<SafetyContext>[] = [
  {
    name: 'settle decisions',
    everyMs: second,
    isDue: ({ db, clock }) => isAnyUnsettled(db, { before: settledBefore(clock.now()) }),
    run: settleDecisions,
  },
  {
    name: 'end suspensions',
    everyMs: second,
    isDue: ({ db, clock }) => isAnyExpired(db, { now: clock.now() }),
    run: endSuspensions,
  },
  { name: 'forget unused people', everyMs: hour, alone: true, run: forgetUnusedPeople },
  { name: 'forget departed keys', everyMs: hour, alone: true, run: forgetDepartedKeys },
  { name: 'forget old cases', everyMs: hour, alone: true, run: forgetOldCases },
  { name: 'anchor the audit record', everyMs: hour, alone: true, run: anchorAudit },
  { name: 'refresh trust', everyMs: hour, alone: true, run: refreshAllTrust },
]
