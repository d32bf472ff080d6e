import { type DiscoveryServiceService } from '@kindred/contracts/discovery'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { seatsOf } from '../domain/pair.js'
import { findOwnBlock } from '../store/block.js'
import { noteChange } from '../store/change.js'
import { isHiddenBlock } from '../store/kept-block.js'
import { holdPair, removeEmptyPair, updatePair } from '../store/pair.js'
import { holdPeople } from '../store/person.js'
import { saveSight } from '../store/sight.js'

export const unblock: Handler<DiscoveryContext, DiscoveryServiceService['unblock']> = async (
  context,
  request,
  call,
) => {
  // Asked in one statement whoever it is: time would tell somebody who blocked the caller from nobody.
  const blocked = await findOwnBlock(context.db, userOf(call.principal).userId, request.userId)
  if (blocked === undefined) return {}
  const { viewer, other } = blocked
  const seats = seatsOf(viewer, other)
  await transact(context.db, async (trx) => {
    if ((await holdPeople(trx, [viewer, other])).size < 2) return
    const pair = await holdPair(trx, seats)
    const isBlocked = pair[`${seats.viewerSide}_blocked_at`] !== null
    // Whom the caller is not shown the caller cannot let in.
    if (isBlocked && !(await isHiddenBlock(trx, viewer, other))) {
      await updatePair(trx, seats, { [`${seats.viewerSide}_blocked_at`]: null })
      await noteChange(trx, viewer, other)
      await saveSight(trx, seats)
    }
    await removeEmptyPair(trx, seats)
  })
  context.deck.announce()
  await context.sight.refresh()
  return {}
}
