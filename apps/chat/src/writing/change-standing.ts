import { hasLeft, lockPeople } from '@kindred/events/departures'

import { releaseOffers } from '../store/contacts.js'
import { lockConversationsOf } from '../store/conversations.js'
import type { Trx } from '../store/schema.js'
import { findHidden, saveStanding } from '../store/standing.js'
import { saveUnheard } from '../store/withheld.js'
import { deliverWithheld } from './deliver-withheld.js'
import { setAbsence } from './set-absence.js'

/** What safety says of a person. */
interface StandingNews {
  readonly userId: string
  readonly version: number
  readonly standing: string
}

/**
 * Takes a person's conversations away from both people while the person is shut out, and keeps what a hidden person writes from the partners
 * until the standing is good again.
 */
export async function changeStanding(trx: Trx, news: StandingNews, now: Date): Promise<void> {
  const { userId, version, standing } = news
  await lockPeople(trx, userId)
  if (await hasLeft(trx, userId)) return
  const wasHidden = (await findHidden(trx, [userId])).has(userId)
  if (!(await saveStanding(trx, { user_id: userId, version, standing }))) return
  const isShutOut = standing === 'SUSPENDED' || standing === 'BANNED'
  await setAbsence(trx, { userId, reason: 'shut_out', holds: isShutOut }, now)
  const isHidden = standing === 'HIDDEN'
  if (isHidden !== wasHidden || standing === 'GOOD')
    await setHidden(trx, userId, { isHidden, isGood: standing === 'GOOD' }, now)
}

async function setHidden(
  trx: Trx,
  userId: string,
  { isHidden, isGood }: { readonly isHidden: boolean; readonly isGood: boolean },
  now: Date,
): Promise<void> {
  const conversations = await lockConversationsOf(trx, userId)
  const ids = conversations.map((row) => row.id)
  await saveUnheard(trx, userId, ids, isHidden)
  if (!isHidden) await releaseOffers(trx, ids)
  if (isGood) await deliverWithheld(trx, userId, conversations, now)
}
