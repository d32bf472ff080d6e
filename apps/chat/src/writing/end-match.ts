import { lockPeople, saveDeparture } from '@kindred/events/departures'

import { lockConversations } from '../store/conversations.js'
import type { Trx } from '../store/schema.js'
import { endConversations } from './end-conversations.js'

/** A match that is over. */
interface EndedMatch {
  readonly matchId: string
  readonly userIds: readonly string[]
  /** Who lets the other know it kindly; empty for nobody. */
  readonly farewellFrom: string
}

/** Ends a match's conversation for good: a MatchCreated that arrives later opens nothing. */
export async function endMatch(
  trx: Trx,
  { matchId, userIds, farewellFrom }: EndedMatch,
  now: Date,
): Promise<void> {
  await lockPeople(trx, ...userIds)
  await saveDeparture(trx, matchId, now)
  await endConversations(trx, await lockConversations(trx, [matchId]), now, { farewellFrom })
}
