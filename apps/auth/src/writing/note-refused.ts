import { SignInRefused } from '@kindred/contracts/auth'
import { publish } from '@kindred/events'

import type { StandingRow, Trx } from '../store/schema.js'
import { saveTried } from '../store/standings.js'

const dayMs = 24 * 3_600_000

/** Tells safety, once a day, that somebody who is shut out tried to sign in: as long as the person does, the sanction is not forgotten. */
export async function noteRefused(
  trx: Trx,
  { person_key: personKey, user_id: userId }: StandingRow,
  now: Date,
): Promise<void> {
  if (await saveTried(trx, personKey, { now, since: new Date(now.getTime() - dayMs) }))
    await publish(trx, SignInRefused, userId, { personKey })
}
