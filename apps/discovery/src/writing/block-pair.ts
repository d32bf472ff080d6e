import type { Transaction } from '@kindred/db'

import type { Sides } from '../domain/pair.js'
import { noteChange } from '../store/change.js'
import { addUserIds, endMatch } from '../store/match.js'
import { updatePair } from '../store/pair.js'
import type { PairRow, Tables } from '../store/schema.js'
import { saveSight } from '../store/sight.js'
import { publishMatchEnded } from './publish-matches.js'

/** Lets the viewer of a held pair block the other, and ends the match of the two. */
export async function blockPair(
  trx: Transaction<Tables>,
  sides: Sides,
  pair: PairRow,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<void> {
  const { match_id: matchId } = pair
  await updatePair(trx, sides, { [`${sides.viewerSide}_blocked_at`]: since })
  await noteChange(trx, sides.viewer, sides.other)
  if (matchId !== null && pair.ended_at === null) {
    await endMatch(trx, matchId, now)
    for (const match of await addUserIds(trx, [{ ...pair, match_id: matchId }]))
      await publishMatchEnded(trx, match)
  }
  await saveSight(trx, pair)
}
