import { MatchEnded } from '@kindred/contracts/discovery'
import { ProfileDeleted } from '@kindred/contracts/profile'
import { consume, publish } from '@kindred/events'
import { forgetIdempotency } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { noteChange } from '../store/change.js'
import { lockPerson, saveDeparture } from '../store/departure.js'
import { removePairsOf } from '../store/pair.js'
import { holdToRemove, listUserIds, removePerson } from '../store/person.js'
import { type Tables } from '../store/schema.js'
import { loseSightOf } from '../store/sight.js'

export const profileDeleted = consume<DiscoveryContext, ProfileDeleted, Tables>(
  ProfileDeleted,
  async (trx, { userId }, { clock, deck }) => {
    await lockPerson(trx, userId)
    await saveDeparture(trx, userId, clock.now())
    const slot = await holdToRemove(trx, userId)
    if (slot !== undefined) {
      const matches = await removePairsOf(trx, slot)
      const ids = await listUserIds(trx, [...new Set(matches.flatMap((pair) => [pair.lower, pair.upper]))])
      await removePerson(trx, userId)
      for (const { match_id, lower, upper } of matches) {
        const matchId = match_id ?? ''
        await publish(trx, MatchEnded, matchId, { matchId, userIds: [ids.get(lower)!, ids.get(upper)!].sort() })
      }
      await noteChange(trx, slot)
      await loseSightOf(trx, userId)
      deck.announce()
    }
    await forgetIdempotency(trx, userId)
  },
)
