import { type DiscoveryServiceService, UndoResponse } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { nothingToUndo } from '../domain/errors.js'
import { isLike, seatsOf, undoWindowMs } from '../domain/pair.js'
import { findLastSwipe, holdPair, removeSwipe } from '../store/pair.js'
import { countSwipe, holdPeople } from '../store/person.js'
import { readViewer } from './viewer.js'

export const undo: Handler<DiscoveryContext, DiscoveryServiceService['undo']> = async (context, request, call) => {
  await readViewer(context, call)
  const viewerId = userOf(call.principal).userId
  const now = context.clock.now()
  return once(context.db, { call, request, response: UndoResponse }, async (trx) => {
    const last = await findLastSwipe(trx, viewerId)
    if (last === undefined || now.getTime() - last.at.getTime() > undoWindowMs) throw nothingToUndo()
    // Whoever changes a pair holds its people first: in any other order an undo and a deletion would wait for each other.
    await holdPeople(trx, [viewerId, last.otherId])
    const seats = seatsOf(viewerId, last.otherId)
    const pair = await holdPair(trx, seats)
    const swipe = pair[`${seats.viewerSide}_swipe`]
    if (pair.match_id !== null || swipe === null) throw nothingToUndo()
    await removeSwipe(trx, seats)
    await countSwipe(trx, last.otherId, -1, isLike(swipe) ? -1 : 0)
    return { targetUserId: last.otherId }
  })
}
