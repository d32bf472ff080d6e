import { AccountKeyed } from '@kindred/contracts/auth'
import { ProfileChanged } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'
import { hasLeft, lockPeople } from '@kindred/events/departures'

import { type DiscoveryContext } from '../context.js'
import { listAccounts, replaceStandIn, saveAccount } from '../store/account.js'
import { type Tables } from '../store/schema.js'
import { takeWaitingProfile } from '../store/waiting-profile.js'
import { applyProfile } from './apply-profile.js'
import { leave } from './forget-person.js'
import { restoreBlocks } from './restore-blocks.js'

/** Whoever stands behind an account is known: the profile that waited for it is taken in, and what was kept of the person holds again. */
export const accountKeyed = consume<DiscoveryContext, AccountKeyed, Tables>(
  AccountKeyed,
  async (trx, { userId, personKey }, context) => {
    const key = Buffer.from(personKey)
    await lockPeople(trx, userId)
    await replaceStandIn(trx, userId, key)
    if (!(await hasLeft(trx, userId))) await saveAccount(trx, userId, key)
    // A person has one account at a time: of an older one the deletion is on its way.
    for (const gone of (await listAccounts(trx, key)).slice(0, -1)) await leave(trx, gone, context)
    const waiting = await takeWaitingProfile(trx, userId)
    if (waiting !== undefined) await applyProfile(trx, ProfileChanged.decode(waiting), context)
    await restoreBlocks(trx, key, context)
  },
)
