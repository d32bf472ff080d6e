import { findDeparture, lockPeople, removeDeparture } from '@kindred/events/departures'

import { hasHeld, releaseHeld } from '../store/notices.js'
import { findPerson, savePerson } from '../store/people.js'
import type { PersonRow, Trx } from '../store/schema.js'
import { changeLocked } from './change-people.js'

interface Times {
  /** Of the profile. */
  readonly createdAt: Date | undefined
  readonly now: Date
}

/**
 * Keeps the name and the age that messages of the bot tell, whether news for people with the badge are for the person, and where the person's
 * clock is. After a deletion, ignores events of the deleted profile.
 */
export async function applyProfile(trx: Trx, row: PersonRow, { createdAt, now }: Times): Promise<void> {
  const { user_id: userId } = row
  await lockPeople(trx, userId)
  const leftAt = await findDeparture(trx, userId)
  if (leftAt !== undefined) {
    if (createdAt === undefined || createdAt <= leftAt) return
    await removeDeparture(trx, userId)
  }
  const before = await findPerson(trx, userId)
  await savePerson(trx, row)
  // What waits for the morning waits for that of the other clock.
  if (before !== undefined && before.time_zone !== row.time_zone && (await hasHeld(trx, userId)))
    await changeLocked(trx, [userId], now, () => releaseHeld(trx, [userId], now))
}
