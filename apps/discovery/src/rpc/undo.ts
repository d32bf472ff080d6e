import { type DiscoveryServiceService, UndoResponse } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { nothingToUndo } from '../domain/errors.js'
import { isLike, seatsOf, undoWindowMs } from '../domain/pair.js'
import { noteChange } from '../store/change.js'
import { findLastSwipe, holdPair, removeEmptyPair, updatePair } from '../store/pair.js'
import { holdPeople } from '../store/person.js'
import { sealWords } from '../store/sealed-words.js'
import { countSwipe } from '../store/tally.js'
import { findBetween } from '../store/visibility.js'
import { readViewer } from './viewer.js'

export const undo: Handler<DiscoveryContext, DiscoveryServiceService['undo']> = async (
  context,
  request,
  call,
) => {
  const { person } = await readViewer(context, call)
  const now = context.clock.now()
  const answer = await once(context.db, { call, request, response: UndoResponse }, async (trx) => {
    const last = await findLastSwipe(trx, person.slot)
    if (last === undefined || now.getTime() - last.at.getTime() > undoWindowMs) throw nothingToUndo()
    // Whoever changes a pair holds its people first: in any other order an undo and a deletion would wait for each other.
    await holdPeople(trx, [person.slot, last.slot])
    const seats = seatsOf(person.slot, last.slot)
    const pair = await holdPair(trx, seats)
    const side = seats.viewerSide
    const swipe = pair[`${side}_swipe`]
    const isApart = pair.lower_blocked_at !== null || pair.upper_blocked_at !== null
    if (pair.match_id !== null || swipe === null || isApart) throw nothingToUndo()
    await sealWords(trx, seats)
    await updatePair(trx, seats, {
      [`${side}_swipe`]: null,
      [`${side}_swiped_at`]: null,
      [`${side}_message`]: null,
    })
    await removeEmptyPair(trx, seats)
    await countSwipe(trx, last.slot, -1, isLike(swipe) ? -1 : 0)
    await noteChange(trx, person.slot, last.slot)
    return { targetUserId: last.userId }
  })
  const { userId } = userOf(call.principal)
  // A repeated key is no way to hear of somebody who has gone out of sight meanwhile.
  if ((await findBetween(context.db, userId, answer.targetUserId)).isApart) throw nothingToUndo()
  context.deck.announce()
  return answer
}
