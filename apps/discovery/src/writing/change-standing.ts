import type { StandingChanged } from '@kindred/contracts/safety'
import type { Transaction } from '@kindred/db'
import { hasLeft, lockPeople } from '@kindred/events/departures'

import { hourOf } from '../domain/wishes.js'
import { isAbsent, markAbsent } from '../store/absence.js'
import { noteChange } from '../store/change.js'
import type { Tables } from '../store/schema.js'
import { findHiddenSince, saveStanding } from '../store/standing.js'
import { setAbsence } from './set-absence.js'
import { settleSight } from './settle-sight.js'

/** Takes a person out of sight, or brings them back, as safety decided. */
export async function changeStanding(
  trx: Transaction<Tables>,
  { userId, version, standing }: Pick<StandingChanged, 'userId' | 'version' | 'standing'>,
  now: Date,
): Promise<void> {
  await lockPeople(trx, userId)
  if (await hasLeft(trx, userId)) return
  const hiddenBefore = await findHiddenSince(trx, userId)
  const isHidden = standing === 'HIDDEN'
  const since = (isHidden ? hiddenBefore : null) ?? now
  if (!(await saveStanding(trx, { user_id: userId, version, standing, since }))) return
  const isShutOut = standing === 'SUSPENDED' || standing === 'BANNED'
  await setAbsence(trx, { userId, reason: 'shut_out', holds: isShutOut }, now)
  if (isHidden !== (hiddenBefore !== null)) await setHidden(trx, userId, isHidden ? since : null, now)
}

/** Lets nobody else meet a person, who does not notice. Whoever is matched with them already still sees them. */
async function setHidden(
  trx: Transaction<Tables>,
  userId: string,
  hiddenSince: Date | null,
  now: Date,
): Promise<void> {
  const absent = await isAbsent(trx, userId)
  const slot = await markAbsent(trx, { userId, absent, hiddenSince }, hourOf(now))
  if (slot === undefined) return
  await noteChange(trx, slot)
  await settleSight(trx, slot)
}
