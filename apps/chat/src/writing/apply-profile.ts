import { findDeparture, lockPeople, removeDeparture } from '@kindred/events/departures'

import { saveParticipant } from '../store/participants.js'
import { type Db, type NewParticipant } from '../store/schema.js'

/** Keeps what a conversation shows of a profile. For somebody who left only a profile that was created after that counts. */
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
