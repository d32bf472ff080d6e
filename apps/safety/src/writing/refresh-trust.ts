import { TrustChanged } from '@kindred/contracts/safety'
import { publish } from '@kindred/events'

import { listAccountsOf, listGone } from '../store/accounts.js'
import { countValidReports, saveTrust } from '../store/outcomes.js'
import type { Trx } from '../store/schema.js'

const yearMs = 365 * 24 * 3_600_000

/** Counts a person's reports that were found right anew, of all accounts, and tells the other services when the number changed. */
export async function refreshTrust(trx: Trx, userId: string, now: Date): Promise<void> {
  const accounts = await listAccountsOf(trx, userId)
  const validReports = await countValidReports(trx, accounts, new Date(now.getTime() - yearMs))
  const gone = await listGone(trx, accounts)
  for (const account of accounts) {
    if (gone.includes(account)) continue
    const version = await saveTrust(trx, account, validReports)
    if (version !== undefined)
      await publish(trx, TrustChanged, account, { userId: account, version, validReports })
  }
}
