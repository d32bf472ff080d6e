import { AccountKeyed } from '@kindred/contracts/auth'
import { consume } from '@kindred/events'

import { type ProfileContext } from '../context.js'
import { lockAccount, replaceStandIn, saveAccount } from '../store/accounts.js'
import { hasLeft } from '../store/departures.js'
import { type ProfileTables } from '../store/schema.js'

/** Whoever stands behind an account is known: the changes of place of the accounts before count. */
export const accountKeyed = consume<ProfileContext, AccountKeyed, ProfileTables>(
  AccountKeyed,
  async (trx, { userId, personKey }) => {
    const key = Buffer.from(personKey)
    await lockAccount(trx, userId)
    await replaceStandIn(trx, userId, key)
    if (!(await hasLeft(trx, userId))) await saveAccount(trx, userId, key)
  },
)
