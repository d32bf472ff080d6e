import { findDeparture, lockPeople, removeDeparture } from '@kindred/events/departures'

import { lockConversationsOf } from '../store/conversations.js'
import { findReserving, releaseFirst, reserveFirst } from '../store/first-writer.js'
import { saveParticipant } from '../store/participants.js'
import type { Db, NewParticipant } from '../store/schema.js'

/**
 * Stores the name and photo that conversations show, and the wish to write first where nobody has written yet: whoever of two wishes it first has
 * it, so that a later wish of the other undoes nothing. After a deletion, ignores events of the deleted profile.
 */
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
  const [before] = await findReserving(trx, [userId])
  await saveParticipant(trx, participant)
  const [after] = await findReserving(trx, [userId])
  if (before === after) return
  const ids = (await lockConversationsOf(trx, userId)).map(({ id }) => id)
  await (after === undefined ? releaseFirst : reserveFirst)(trx, userId, ids)
}
