import type { Transaction } from '@kindred/db'

import { nothingToUndo } from '../domain/errors.js'
import { isLike, sidesOf, undoWindowMs } from '../domain/pair.js'
import { noteChange } from '../store/change.js'
import { findLastSwipe, holdPair, removeEmptyPair, updatePair } from '../store/pair.js'
import { holdPeople } from '../store/person.js'
import type { Tables } from '../store/schema.js'
import { sealWords } from '../store/sealed-words.js'
import { hideFromOne } from '../store/sight.js'
import { countSwipe } from '../store/tally.js'
import { removeUntoldLike } from '../store/untold-likes.js'

/** Takes the viewer's last swipe back and returns the other's user id; throws NOTHING_TO_UNDO. */
export async function undoSwipe(trx: Transaction<Tables>, viewer: number, now: Date): Promise<string> {
  const last = await findLastSwipe(trx, viewer)
  if (last === undefined || now.getTime() - last.at.getTime() > undoWindowMs) throw nothingToUndo()
  // People are locked before their pair, as everywhere: otherwise an undo and a deletion could deadlock.
  await holdPeople(trx, [viewer, last.slot])
  const sides = sidesOf(viewer, last.slot)
  const pair = await holdPair(trx, sides)
  const side = sides.viewerSide
  const swipe = pair[`${side}_swipe`]
  const isApart = pair.lower_blocked_at !== null || pair.upper_blocked_at !== null
  if (pair.match_id !== null || swipe === null || isApart) throw nothingToUndo()
  await sealWords(trx, sides)
  await updatePair(trx, sides, {
    [`${side}_swipe`]: null,
    [`${side}_swiped_at`]: null,
    [`${side}_message`]: null,
  })
  await removeEmptyPair(trx, sides)
  await removeUntoldLike(trx, last.slot, viewer)
  await countSwipe(trx, last.slot, -1, isLike(swipe) ? -1 : 0)
  await hideFromOne(trx, { viewer: last.slot, owner: viewer })
  await noteChange(trx, viewer, last.slot)
  return last.userId
}
