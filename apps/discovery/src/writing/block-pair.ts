import { MatchEnded } from '@kindred/contracts/discovery'
import { type Transaction } from '@kindred/db'
import { publish } from '@kindred/events'

import { type Seats } from '../domain/pair.js'
import { noteChange } from '../store/change.js'
import { endMatch } from '../store/match.js'
import { updatePair } from '../store/pair.js'
import { listUserIds } from '../store/person.js'
import { type PairRow, type Tables } from '../store/schema.js'
import { saveSight } from '../store/sight.js'

/** Keeps a held pair apart from the viewer's side on, and ends the match of the two. */
export async function blockPair(
  trx: Transaction<Tables>,
  seats: Seats,
  pair: PairRow,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<void> {
  await updatePair(trx, seats, { [`${seats.viewerSide}_blocked_at`]: since })
  await noteChange(trx, seats.viewer, seats.other)
  if (pair.match_id !== null && pair.ended_at === null)
    await tellEnd(trx, { ...pair, match_id: pair.match_id }, now)
  await saveSight(trx, pair)
}

async function tellEnd(
  trx: Transaction<Tables>,
  { match_id: matchId, lower, upper }: PairRow & { match_id: string },
  now: Date,
): Promise<void> {
  await endMatch(trx, matchId, now)
  const ids = await listUserIds(trx, [lower, upper])
  await publish(trx, MatchEnded, matchId, { matchId, userIds: [...ids.values()].sort() })
}
