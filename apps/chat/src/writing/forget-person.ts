import { lockPeople, saveDeparture } from '@kindred/events/departures'
import { forgetIdempotency } from '@kindred/service'

import { removeAbsences } from '../store/absence.js'
import { lockConversationsOf } from '../store/conversations.js'
import { removeFirstMessages } from '../store/first-messages.js'
import { removeParticipant } from '../store/participants.js'
import type { Trx } from '../store/schema.js'
import { removeStanding } from '../store/standing.js'
import { removeTrust } from '../store/trust.js'
import { removeUserEvents } from '../store/user-events.js'
import { removeUserStream } from '../store/user-streams.js'
import { endConversations } from './end-conversations.js'

/** Removes everything of a person, and ends their conversations for both people; the messages stay sealed for their time. */
export async function forgetPerson(trx: Trx, userId: string, now: Date): Promise<void> {
  await lockPeople(trx, userId)
  await saveDeparture(trx, userId, now)
  await endConversations(trx, await lockConversationsOf(trx, userId), now, { leaver: userId })
  await removeAbsences(trx, userId)
  await removeUserStream(trx, userId)
  await removeUserEvents(trx, userId)
  await removeParticipant(trx, userId)
  await removeFirstMessages(trx, userId)
  await removeTrust(trx, userId)
  await removeStanding(trx, userId)
  await forgetIdempotency(trx, userId)
}
