import { MatchEnded } from '@kindred/contracts/discovery'
import { ProfileDeleted } from '@kindred/contracts/profile'
import { type Transaction } from '@kindred/db'
import { consume, publish } from '@kindred/events'
import { lockPeople, saveDeparture } from '@kindred/events/departures'
import { forgetIdempotency } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { removeAccount } from '../store/account.js'
import { noteChange } from '../store/change.js'
import { keepBlocks } from '../store/kept-block.js'
import { removePairsOf } from '../store/pair.js'
import { holdToRemove, listUserIds, removePerson } from '../store/person.js'
import { type Tables } from '../store/schema.js'
import { sealWordsOf } from '../store/sealed-words.js'
import { loseSightOf } from '../store/sight.js'
import { takeWaitingProfile } from '../store/waiting-profile.js'

export const profileDeleted = consume<DiscoveryContext, ProfileDeleted, Tables>(
  ProfileDeleted,
  (trx, { userId }, context) => leave(trx, userId, context),
)

/** Removes everything of a person but the blocks, which are kept for when the person comes back, and the words beside likes, which a report may need. */
export async function leave(
  trx: Transaction<Tables>,
  userId: string,
  { clock, deck }: DiscoveryContext,
): Promise<void> {
  await lockPeople(trx, userId)
  await saveDeparture(trx, userId, clock.now())
  const slot = await holdToRemove(trx, userId)
  if (slot !== undefined) {
    await keepBlocks(trx, slot)
    await sealWordsOf(trx, slot)
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
  await removeAccount(trx, userId)
  await takeWaitingProfile(trx, userId)
  await forgetIdempotency(trx, userId)
}
