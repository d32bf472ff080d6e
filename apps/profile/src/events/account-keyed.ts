import { AccountKeyed } from '@kindred/contracts/auth'
import { consume } from '@kindred/events'
import { hasLeft, lockPeople } from '@kindred/events/departures'

import type { ProfileContext } from '../context.js'
import { replaceStandIn, saveAccount } from '../store/accounts.js'
import type { ProfileTables } from '../store/schema.js'

/** Whoever stands behind an account is known: the changes of place of the accounts before count. */
export const accountKeyed = consume<ProfileContext, AccountKeyed, ProfileTables>(
  AccountKeyed,
  async (trx, { userId, personKey }) => {
    const key = Buffer.from(personKey)
    await lockPeople(trx, userId)
    await replaceStandIn(trx, userId, key)
    if (!(await hasLeft(trx, userId))) await saveAccount(trx, userId, key)
  },
)
