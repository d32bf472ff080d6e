import { lockPeople, saveDeparture } from '@kindred/events/departures'

import { lockConversations } from '../store/conversations.js'
import type { Trx } from '../store/schema.js'
import { endConversations } from './end-conversations.js'

/** Ends a match's conversation for good: a MatchCreated that arrives later opens nothing. */
export async function endMatch(
  trx: Trx,
  matchId: string,
  userIds: readonly string[],
  now: Date,
): Promise<void> {
  await lockPeople(trx, ...userIds)
  await saveDeparture(trx, matchId, now)
  await endConversations(trx, await lockConversations(trx, [matchId]), now)
}
