import { MatchEnded } from '@kindred/contracts/discovery'
import { consume } from '@kindred/events'

import type { ChatContext } from '../context.js'
import type { Trx } from '../store/schema.js'
import { endMatch } from '../writing/end-match.js'

export const matchEnded = consume(
  MatchEnded,
  (trx: Trx, { matchId, userIds, farewellFrom }, { clock }: ChatContext) =>
    endMatch(trx, { matchId, userIds, farewellFrom }, clock.now()),
  { anyAge: true },
)
