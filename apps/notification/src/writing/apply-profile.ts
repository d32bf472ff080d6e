import { findDeparture, lockPeople, removeDeparture } from '@kindred/events/departures'

import { savePerson } from '../store/people.js'
import type { PersonRow, Trx } from '../store/schema.js'

/** Keeps the name and the age that messages of the bot tell, and whether news for people with the badge are for the person. After a deletion, ignores events of the deleted profile. */
export async function applyProfile(trx: Trx, row: PersonRow, createdAt: Date | undefined): Promise<void> {
  await lockPeople(trx, row.user_id)
  const leftAt = await findDeparture(trx, row.user_id)
  if (leftAt !== undefined) {
    if (createdAt === undefined || createdAt <= leftAt) return
    await removeDeparture(trx, row.user_id)
  }
  await savePerson(trx, row)
}
