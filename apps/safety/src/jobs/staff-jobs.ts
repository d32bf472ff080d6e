import type { Job } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { removeUnusedAccounts } from '../store/accounts.js'
import { findLast } from '../store/audit.js'
import { refreshAllTrust } from './refresh-trust.js'
import { endSuspensions, settleDecisions } from './settle-decisions.js'

const hour = 3_600_000
const day = 24 * hour

/** Who was shut out and has left is somebody new after a year without a try to come back. */
const unusedForMs = 365 * day

const forgetAccounts = ({ db, clock }: SafetyContext): Promise<unknown> =>
  removeUnusedAccounts(db, new Date(clock.now().getTime() - unusedForMs))

/** A record that was made anew as a whole, or lacks its end, does not fit to what the log says of before. */
async function anchorAudit({ db, log }: SafetyContext): Promise<void> {
  const last = await findLast(db)
  if (last !== undefined)
    log.info({ number: last.number, hash: last.hash.toString('hex') }, 'the audit record so far')
}

export const staffJobs: readonly Job<SafetyContext>[] = [
  { name: 'settle decisions', everyMs: 500, run: settleDecisions },
  { name: 'end suspensions', everyMs: 500, run: endSuspensions },
  { name: 'forget accounts', everyMs: day, alone: true, run: forgetAccounts },
  { name: 'anchor the audit record', everyMs: hour, alone: true, run: anchorAudit },
  { name: 'refresh trust', everyMs: day, alone: true, run: refreshAllTrust },
]
