import { lockPeople, saveDeparture } from '@kindred/events/departures'
import { forgetIdempotency } from '@kindred/service'

import { forgetReporter } from '../store/reports.js'
import type { Trx } from '../store/schema.js'
import { forgetStanding } from './forget-standing.js'

/** Removes a departed person's id from the reports they made. Reports about them stay until their case is closed. */
export async function forgetPerson(trx: Trx, userId: string, now: Date): Promise<void> {
  await lockPeople(trx, userId)
  await saveDeparture(trx, userId, now)
  await forgetReporter(trx, userId)
  await forgetStanding(trx, userId, now)
  await forgetIdempotency(trx, userId)
}
