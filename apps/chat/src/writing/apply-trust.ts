import { hasLeft, lockPeople } from '@kindred/events/departures'

import type { Db } from '../store/schema.js'
import { saveTrust } from '../store/trust.js'

/** What safety says of a person. */
export interface Trust {
  readonly userId: string
  readonly version: number
  readonly validReports: number
}

/** Keeps how far a person is trusted; nothing of somebody who has left. */
export async function applyTrust(trx: Db, { userId, version, validReports }: Trust): Promise<void> {
  await lockPeople(trx, userId)
  if (await hasLeft(trx, userId)) return
  await saveTrust(trx, { user_id: userId, version, valid_reports: validReports })
}
