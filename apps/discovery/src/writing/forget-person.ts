import type { Transaction } from '@kindred/db'
import { lockPeople, saveDeparture } from '@kindred/events/departures'
import { forgetIdempotency } from '@kindred/service'

import { noteChange } from '../store/change.js'
import { keepBlocks } from '../store/kept-block.js'
import { addUserIds } from '../store/match.js'
import { removePairsOf } from '../store/pair.js'
import { holdToRemove, removePerson } from '../store/person.js'
import { removePersonRows } from '../store/person-data.js'
import type { Tables } from '../store/schema.js'
import { sealWordsOf } from '../store/sealed-words.js'
import { loseSightOf } from '../store/sight.js'
import { removeUntoldLikesOf } from '../store/untold-likes.js'
import { publishMatchEnded } from './publish-matches.js'

/**
 * Removes everything of a person and ends their matches. Two things stay: blocks, for when the person comes back, and the words beside likes,
 * which a report may need.
 */
export async function forgetPerson(trx: Transaction<Tables>, userId: string, now: Date): Promise<void> {
  await lockPeople(trx, userId)
  await saveDeparture(trx, userId, now)
  const slot = await holdToRemove(trx, userId)
  if (slot !== undefined) {
    await keepBlocks(trx, slot)
    await sealWordsOf(trx, slot)
    await removeUntoldLikesOf(trx, slot)
    const ended = await addUserIds(trx, await removePairsOf(trx, slot))
    await removePerson(trx, userId)
    for (const match of ended) await publishMatchEnded(trx, match)
    await noteChange(trx, slot)
    await loseSightOf(trx, userId)
  }
  await removePersonRows(trx, userId)
  await forgetIdempotency(trx, userId)
}
