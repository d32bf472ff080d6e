import { findDeparture, lockPeople } from '@kindred/events/departures'

import { findAbsent } from '../store/absence.js'
import { saveConversation } from '../store/conversations.js'
import { saveMembers } from '../store/members.js'
import type { Db } from '../store/schema.js'
import { logEvents, type Told } from './log-events.js'

export interface Match {
  readonly id: string
  /** The lower id first. */
  readonly userIds: readonly [string, string]
  readonly createdAt: Date
}

/** Opens a match's conversation and tells both people, unless it is open already, has ended, or one of the two has left; hidden and untold while one of them is absent. */
export async function openConversation(trx: Db, match: Match, now: Date): Promise<void> {
  const [first, second] = match.userIds
  await lockPeople(trx, first, second)
  if ((await findDeparture(trx, match.id, first, second)) !== undefined) return
  const hidden = (await findAbsent(trx, match.userIds)).size > 0
  const row = {
    id: match.id,
    first_user_id: first,
    second_user_id: second,
    created_at: match.createdAt,
    hidden,
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
    pairs.flatMap(({ userId, partnerId }) => tell(match.id, userId, partnerId)),
    now,
  )
}

const tell = (conversationId: string, userId: string, actorId: string): Told[] => [
  { userId, kind: 'conversation_created', conversationId, actorId },
  { userId, kind: 'match_created', conversationId, actorId },
]
