import { type DiscoveryServiceService } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { limitWindowMs } from '../domain/pair.js'
import { findSlot } from '../store/person.js'
import { listSuperlikes } from '../store/superlike.js'

type Method = DiscoveryServiceService['getSuperlikes']

export const getSuperlikes: Handler<DiscoveryContext, Method> = async (
  { db, clock, limits },
  _request,
  call,
) => {
  const viewer = await findSlot(db, userOf(call.principal).userId)
  const since = new Date(clock.now().getTime() - limitWindowMs)
  const times = viewer === undefined ? [] : await listSuperlikes(db, viewer, since)
  const [oldest] = times
  const nextAt = oldest === undefined ? undefined : new Date(oldest.getTime() + limitWindowMs)
  return { left: Math.max(0, limits.superlikes - times.length), nextAt }
}
