import { lockPeople, saveDeparture } from '@kindred/events/departures'
import { forgetIdempotency } from '@kindred/service'

import { removePersonRows } from '../store/person-data.js'
import type { Trx } from '../store/schema.js'

/** Removes a person’s rows, and the person’s id from the rows of others. */
export async function forgetPerson(trx: Trx, userId: string, now: Date): Promise<void> {
  await lockPeople(trx, userId)
  await saveDeparture(trx, userId, now)
  await removePersonRows(trx, userId)
  await forgetIdempotency(trx, userId)
}
