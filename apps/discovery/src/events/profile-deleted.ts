import { MatchEnded } from '@kindred/contracts/discovery'
import { ProfileDeleted } from '@kindred/contracts/profile'
import { consume, publish } from '@kindred/events'
import { forgetIdempotency } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { lockPerson, saveDeparture } from '../store/departure.js'
import { removePairsOf } from '../store/pair.js'
import { removePerson } from '../store/person.js'
import { type Tables } from '../store/schema.js'

export const profileDeleted = consume<DiscoveryContext, ProfileDeleted, Tables>(
  ProfileDeleted,
  async (trx, { userId }, { clock }) => {
    await lockPerson(trx, userId)
    await saveDeparture(trx, userId, clock.now())
    await removePerson(trx, userId)
    for (const pair of await removePairsOf(trx, userId)) {
      const matchId = pair.match_id ?? ''
      await publish(trx, MatchEnded, matchId, { matchId, userIds: [pair.lower_id, pair.upper_id] })
    }
    await forgetIdempotency(trx, userId)
  },
)
