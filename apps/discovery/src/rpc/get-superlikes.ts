import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { leavesWindow, windowStart } from '../domain/limits.js'
import { findSlot } from '../store/person.js'
import { listSuperlikes } from '../store/superlike.js'

type Method = DiscoveryServiceService['getSuperlikes']

export const getSuperlikes: Handler<DiscoveryContext, Method> = async (
  { db, clock, limits },
  _request,
  call,
) => {
  const viewer = await findSlot(db, userOf(call.principal).userId)
  const times = viewer === undefined ? [] : await listSuperlikes(db, viewer, windowStart(clock.now()))
  return { left: Math.max(0, limits.superlikes - times.length), nextAt: times[0] && leavesWindow(times[0]) }
}
