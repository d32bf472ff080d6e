import { transact } from '@kindred/db'

import type { SafetyContext } from '../context.js'
import { listTrustedLess } from '../store/outcomes.js'
import { refreshTrust } from '../writing/refresh-trust.js'

const atOnce = 500

/** Lets reports go that are too old to count. */
export async function refreshAllTrust({ db, clock }: SafetyContext, signal: AbortSignal): Promise<void> {
  let after: string | undefined
  do {
    const people = await listTrustedLess(db, after, atOnce)
    for (const userId of people) await transact(db, (trx) => refreshTrust(trx, userId, clock.now()))
    after = people.at(-1)
  } while (after !== undefined && !signal.aborted)
}
