import { type Kysely, transact } from '@kindred/db'

import { matchNotFound } from '../domain/errors.js'
import { endMatch, holdMatch, type MatchWithIds } from '../store/match.js'
import type { Tables } from '../store/schema.js'
import { saveSight } from '../store/sight.js'
import { publishMatchEnded } from './publish-matches.js'

/** Who leaves which match. */
interface Leaving {
  readonly userId: string
  readonly matchId: string
  /** The other is told kindly. */
  readonly farewell: boolean
  readonly now: Date
}

/**
 * Ends a match of the user; one that has ended already changes nothing. Throws MATCH_NOT_FOUND, also when the other ended the match by a
 * block: to the user that looks as if the other had left Kindred.
 */
export async function leaveMatch(
  db: Kysely<Tables>,
  { userId, matchId, farewell, now }: Leaving,
): Promise<void> {
  await transact(db, async (trx) => {
    const match = await holdMatch(trx, userId, matchId)
    if (match === undefined || isBlockedByOther(match, userId)) throw matchNotFound()
    if (match.ended_at !== null) return
    await endMatch(trx, matchId, now)
    await saveSight(trx, match)
    await publishMatchEnded(trx, match, farewell ? userId : '')
  })
}

const isBlockedByOther = (match: MatchWithIds, userId: string): boolean =>
  (match.lower_id === userId ? match.upper_blocked_at : match.lower_blocked_at) !== null
