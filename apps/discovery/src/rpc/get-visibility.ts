import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { isVisible } from '../domain/visibility.js'
import { findBetween } from '../store/visibility.js'

type Method = DiscoveryServiceService['getVisibility']

export const getVisibility: Handler<DiscoveryContext, Method> = async ({ db, clock }, request, call) => {
  const { userId } = userOf(call.principal)
  return { visible: isVisible(await findBetween(db, userId, request.userId), clock.now()) }
}
