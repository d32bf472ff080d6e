import type { ServiceTokens } from '@kindred/identity'
import type { Log } from '@kindred/kernel'
import { keepOpen } from '@kindred/rpc'

import type { Clients } from '../services.js'
import type { Sight } from './sight.js'

export interface FollowOptions {
  readonly clients: Pick<Clients, 'discovery'>
  readonly serviceTokens: ServiceTokens
  readonly log: Log
}

/** Follows discovery's list of who may no longer see whom, through restarts of discovery; returns a function that stops it. */
export const followSight = (sight: Sight, { clients, serviceTokens, log }: FollowOptions): (() => void) =>
  keepOpen({
    open: async (signal) =>
      clients.discovery.watchLostSight({}, { token: await serviceTokens.issue('discovery'), signal }),
    take: (message, isFirst) => sight.take(message, isFirst),
    log,
    lost: 'lost the stream of discovery that tells who may see whom no longer',
  })
