import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { findOwnBlock } from '../store/block.js'
import { unblockPerson } from '../writing/unblock-person.js'

export const unblock: Handler<DiscoveryContext, DiscoveryServiceService['unblock']> = async (
  { db, memory, sight },
  request,
  call,
) => {
  // One statement for every id: a second one would take longer for somebody who has blocked the caller than for an unknown id.
  const blocked = await findOwnBlock(db, userOf(call.principal).userId, request.userId)
  if (blocked === undefined) return {}
  await unblockPerson(db, blocked)
  memory.announce()
  await sight.refresh()
  return {}
}
