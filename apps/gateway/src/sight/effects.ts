import type { BlockRequest, UnblockRequest } from '@kindred/contracts/discovery'

import type { Effect, Effects } from '../transcoding/effects.js'
import type { Sight } from './sight.js'

/** A block and its end are known to this gateway at once; to others discovery tells them. */
export const sightEffects = (sight: Sight): Effects =>
  new Map<string, Effect>([
    [
      '/kindred.discovery.v1.DiscoveryService/Block',
      (request, callerId) => sight.blocked(callerId, (request as BlockRequest).targetUserId),
    ],
    [
      '/kindred.discovery.v1.DiscoveryService/Unblock',
      (request, callerId) => sight.unblocked(callerId, (request as UnblockRequest).userId),
    ],
  ])
