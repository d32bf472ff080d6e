import { lockPeople } from '@kindred/events/departures'

import { lockRecipients, refreshQueue } from '../store/recipients.js'
import type { RecipientRow, Trx } from '../store/schema.js'

/**
 * Runs `change` with the queues of people locked and puts the people in their places afterwards. Those who have left are not among the
 * recipients.
 */
export async function changePeople<T>(
  trx: Trx,
  userIds: readonly string[],
  now: Date,
  change: Change<T>,
): Promise<T> {
  await lockPeople(trx, ...userIds)
  return changeLocked(trx, userIds, now, change)
}

/** What is done to people's queues. */
type Change<T> = (recipients: ReadonlyMap<string, RecipientRow>) => Promise<T>

/** The same for people whom the caller has locked. */
export async function changeLocked<T>(
  trx: Trx,
  userIds: readonly string[],
  now: Date,
  change: Change<T>,
): Promise<T> {
  const recipients = await lockRecipients(trx, userIds)
  const result = await change(recipients)
  await refreshQueue(trx, [...recipients.keys()], now)
  return result
}
