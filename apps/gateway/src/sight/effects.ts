import type { BlockRequest, UnblockRequest } from '@kindred/contracts/discovery'

import type { Effect, Effects } from '../transcoding/effects.js'
import type { Sight } from './sight.js'

/** This gateway applies a block, and the end of one, at once; other gateways learn of them from discovery. */
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
