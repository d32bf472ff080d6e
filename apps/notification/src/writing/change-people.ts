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
  change: (recipients: ReadonlyMap<string, RecipientRow>) => Promise<T>,
): Promise<T> {
  await lockPeople(trx, ...userIds)
  const recipients = await lockRecipients(trx, userIds)
  const result = await change(recipients)
  await refreshQueue(trx, [...recipients.keys()], now)
  return result
}
