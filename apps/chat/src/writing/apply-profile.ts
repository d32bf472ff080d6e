import { findDeparture, lockPeople, removeDeparture } from '@kindred/events/departures'

import { saveParticipant } from '../store/participants.js'
import type { Db, NewParticipant } from '../store/schema.js'

/** Stores the name and photo that conversations show. After a deletion, ignores events of the deleted profile. */
export async function applyProfile(
  trx: Db,
  participant: NewParticipant,
  createdAt: Date | undefined,
): Promise<void> {
  const userId = participant.user_id
  await lockPeople(trx, userId)
  const leftAt = await findDeparture(trx, userId)
  if (leftAt !== undefined) {
    if (createdAt === undefined || createdAt <= leftAt) return
    await removeDeparture(trx, userId)
  }
  await saveParticipant(trx, participant)
}
