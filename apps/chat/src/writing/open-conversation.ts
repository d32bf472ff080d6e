import { findDeparture, lockPeople } from '@kindred/events/departures'

import { findAbsent } from '../store/absence.js'
import { saveConversation } from '../store/conversations.js'
import { findReserving } from '../store/first-writer.js'
import { saveMembers } from '../store/members.js'
import type { Trx } from '../store/schema.js'
import { findHidden } from '../store/standing.js'
import { tellOfMatch } from './deliver-withheld.js'
import { logEvents } from './log-events.js'

export interface Match {
  readonly id: string
  /** The lower id first. */
  readonly userIds: readonly [string, string]
  readonly createdAt: Date
  /** Who has just made it; empty for a match that is told again. */
  readonly madeBy: string
}

/** Opens a match's conversation and tells both people, unless it is open already, has ended, or one of the two has left; hidden and untold while one of them is absent, and kept from whoever would meet somebody who is hidden. */
export async function openConversation(trx: Trx, match: Match, now: Date): Promise<void> {
  const [first, second] = match.userIds
  await lockPeople(trx, first, second)
  if ((await findDeparture(trx, match.id, first, second)) !== undefined) return
  const hidden = (await findAbsent(trx, match.userIds)).size > 0
  const unheard = await findHidden(trx, match.userIds)
  const reserving = await findReserving(trx, match.userIds)
  const row = {
    id: match.id,
    first_user_id: first,
    second_user_id: second,
    created_at: match.createdAt,
    hidden,
    first_user_unheard: unheard.has(first),
    second_user_unheard: unheard.has(second),
    first_writer_id: reserving.size === 1 ? [...reserving][0]! : null,
    unmet_by: unheard.has(first) ? second : unheard.has(second) ? first : null,
  }
  if (!(await saveConversation(trx, row))) return
  const pairs = [
    { userId: first, partnerId: second },
    { userId: second, partnerId: first },
  ]
  await saveMembers(
    trx,
    pairs.map(({ userId, partnerId }) => ({
      conversation_id: match.id,
      user_id: userId,
      partner_id: partnerId,
      active_at: match.createdAt,
    })),
  )
  if (hidden) return
  await logEvents(
    trx,
    pairs.flatMap(({ userId, partnerId }) =>
      userId === row.unmet_by ? [] : tellOfMatch(match.id, userId, partnerId, userId === match.madeBy),
    ),
    now,
  )
}
