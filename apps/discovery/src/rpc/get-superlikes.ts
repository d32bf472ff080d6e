import { type DiscoveryServiceService } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { superlikesPerDay, superlikeWindowMs } from '../domain/pair.js'
import { listSuperlikes } from '../store/pair.js'

type Method = DiscoveryServiceService['getSuperlikes']

export const getSuperlikes: Handler<DiscoveryContext, Method> = async (context, _request, call) => {
  const since = context.clock.now().getTime() - superlikeWindowMs
  const [oldest, ...others] = await listSuperlikes(context.db, userOf(call.principal).userId, new Date(since))
  if (oldest === undefined) return { left: superlikesPerDay, nextAt: undefined }
  const nextAt = new Date(oldest.getTime() + superlikeWindowMs)
  return { left: Math.max(0, superlikesPerDay - 1 - others.length), nextAt }
}
