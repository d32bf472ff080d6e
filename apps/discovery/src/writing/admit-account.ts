import { ProfileChanged } from '@kindred/contracts/profile'
import type { Transaction } from '@kindred/db'
import { hasLeft, lockPeople } from '@kindred/events/departures'

import { listAccounts, replaceStandIn, saveAccount } from '../store/account.js'
import type { Tables } from '../store/schema.js'
import { takeWaitingProfile } from '../store/waiting-profile.js'
import { applyProfile } from './apply-profile.js'
import { forgetPerson } from './forget-person.js'
import { restoreBlocks } from './restore-blocks.js'

/** Learns which person an account belongs to: stores the profile that waited for it and restores the person's kept blocks. */
export async function admitAccount(
  trx: Transaction<Tables>,
  { userId, key }: { readonly userId: string; readonly key: Buffer },
  now: Date,
): Promise<void> {
  await lockPeople(trx, userId)
  await replaceStandIn(trx, userId, key)
  if (!(await hasLeft(trx, userId))) await saveAccount(trx, userId, key)
  // A person has one account at a time: the deletion of an older one is on its way, so it goes now.
  for (const older of (await listAccounts(trx, key)).slice(0, -1)) await forgetPerson(trx, older, now)
  const waiting = await takeWaitingProfile(trx, userId)
  if (waiting !== undefined) await applyProfile(trx, ProfileChanged.decode(waiting), now)
  await restoreBlocks(trx, key, now)
}
