import type { Transaction } from '@kindred/db'
import { hasLeft, lockPeople } from '@kindred/events/departures'

import { hourOf } from '../domain/wishes.js'
import { isAbsent, markAbsent, removeAbsence, saveAbsence } from '../store/absence.js'
import { noteChange } from '../store/change.js'
import type { AbsenceReason, Tables } from '../store/schema.js'
import { hideFromSight, showInSight } from '../store/sight.js'
import { findHiddenSince } from '../store/standing.js'

/** Whether a reason holds that nobody is to meet a person. */
export interface Absence {
  readonly userId: string
  readonly reason: AbsenceReason
  readonly holds: boolean
}

/** Hides a person from everybody, as if they had left, as long as any reason holds. Nothing of what is between people is lost. */
export async function setAbsence(
  trx: Transaction<Tables>,
  { userId, reason, holds }: Absence,
  now: Date,
): Promise<void> {
  await lockPeople(trx, userId)
  if (await hasLeft(trx, userId)) return
  const wasAbsent = await isAbsent(trx, userId)
  await (holds ? saveAbsence(trx, userId, reason) : removeAbsence(trx, userId, reason))
  const absent = await isAbsent(trx, userId)
  if (absent === wasAbsent) return
  const hiddenSince = await findHiddenSince(trx, userId)
  const slot = await markAbsent(trx, { userId, absent, hiddenSince }, hourOf(now))
  if (slot === undefined) return
  await noteChange(trx, slot)
  await (absent ? hideFromSight(trx, userId) : showInSight(trx, userId))
}
