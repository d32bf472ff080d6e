import { hasLeft } from '@kindred/events/departures'

import { holdPerson, saveAccount, savePersonUse } from '../store/accounts.js'
import { saveDepartedKey } from '../store/departed-keys.js'
import type { Trx } from '../store/schema.js'
import { mustMeetAgain } from './forget-standing.js'
import { refreshStanding } from './refresh-standing.js'
import { refreshTrust } from './refresh-trust.js'
import { takeUpFormer } from './take-up-former.js'

/**
 * Learns whose account it is. Somebody who comes back is where a sanction of before puts the person, and as trusted and as marked as
 * before, at once.
 */
export async function knowAccount(
  trx: Trx,
  { userId, personKey }: { readonly userId: string; readonly personKey: Buffer },
  now: Date,
): Promise<void> {
  await holdPerson(trx, userId, personKey)
  const isGone = await hasLeft(trx, userId)
  // Auth tells it once more when an account ends.
  if (isGone) await saveDepartedKey(trx, { userId, personKey }, now)
  else await takeUpFormer(trx, { userId, personKey })
  if (isGone && !(await mustMeetAgain(trx, userId))) return
  const departedAt = isGone ? now : null
  await saveAccount(trx, { user_id: userId, person_key: personKey, used_at: now, departed_at: departedAt })
  await savePersonUse(trx, personKey, now)
  await refreshStanding(trx, userId, now)
  await refreshTrust(trx, userId, now)
}
