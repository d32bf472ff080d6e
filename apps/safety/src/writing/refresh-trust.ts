import { TrustChanged } from '@kindred/contracts/safety'
import { publish } from '@kindred/events'

import { listAccountsOf } from '../store/accounts.js'
import { countValidReports, saveTrust } from '../store/outcomes.js'
import type { Trx } from '../store/schema.js'

const yearMs = 365 * 24 * 3_600_000

/** Counts a person's reports that were found right anew, and tells the other services when the number changed. */
export async function refreshTrust(trx: Trx, userId: string, now: Date): Promise<void> {
  const accounts = await listAccountsOf(trx, userId)
  const validReports = await countValidReports(trx, accounts, new Date(now.getTime() - yearMs))
  for (const account of accounts) {
    const version = await saveTrust(trx, account, validReports)
    if (version !== undefined)
      await publish(trx, TrustChanged, account, { userId: account, version, validReports })
  }
}
