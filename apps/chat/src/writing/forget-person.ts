import { lockPeople, saveDeparture } from '@kindred/events/departures'
import { forgetIdempotency } from '@kindred/service'

import { lockConversationsOf } from '../store/conversations.js'
import { removePersonRows } from '../store/person-data.js'
import type { Trx } from '../store/schema.js'
import { endConversations } from './end-conversations.js'

/** Removes everything of a person, and ends their conversations for both people; the messages stay sealed for their time. */
export async function forgetPerson(trx: Trx, userId: string, now: Date): Promise<void> {
  await lockPeople(trx, userId)
  await saveDeparture(trx, userId, now)
  await endConversations(trx, await lockConversationsOf(trx, userId), now, { leaver: userId })
  await removePersonRows(trx, userId)
  await forgetIdempotency(trx, userId)
}
