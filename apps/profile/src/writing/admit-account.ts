import { hasLeft, lockPeople } from '@kindred/events/departures'

import { replaceStandIn, saveAccount } from '../store/accounts.js'
import type { Trx } from '../store/schema.js'

/** Keeps whose account it is: the changes of place of that person's earlier accounts count for it. */
export async function admitAccount(trx: Trx, userId: string, key: Buffer): Promise<void> {
  await lockPeople(trx, userId)
  await replaceStandIn(trx, userId, key)
  if (!(await hasLeft(trx, userId))) await saveAccount(trx, userId, key)
}
