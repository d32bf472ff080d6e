import { MatchCreated, MatchEnded } from '@kindred/contracts/discovery'
import type { Transaction } from '@kindred/db'
import { publish, snapshot } from '@kindred/events'

import type { Sides } from '../domain/pair.js'
import { toMatchCreated, toMatchEnded } from '../messages.js'
import { addUserIds, listAllMatches, type MatchedPair, type MatchWithIds } from '../store/match.js'
import type { Tables } from '../store/schema.js'

/** In the transaction that made the match; `side` is that of who gave the second like. */
export async function publishMatchCreated(
  trx: Transaction<Tables>,
  pair: MatchedPair,
  side: Sides['viewerSide'],
): Promise<void> {
  for (const match of await addUserIds(trx, [pair]))
    await publish(trx, MatchCreated, match.match_id, toMatchCreated(match, match[`${side}_id`]))
}

/** In the transaction that ended the match; `farewellFrom` is who lets the other know it kindly. */
export const publishMatchEnded = (
  trx: Transaction<Tables>,
  match: MatchWithIds,
  farewellFrom = '',
): Promise<void> => publish(trx, MatchEnded, match.match_id, toMatchEnded(match, farewellFrom))

/** What a new subscriber gets first: every live match. */
export const snapshots = [
  snapshot<MatchCreated, Tables>(MatchCreated, async (db, after, limit) => {
    const matches = await listAllMatches(db, after, limit)
    return matches.map((match) => ({ aggregateId: match.match_id, payload: toMatchCreated(match) }))
  }),
]
