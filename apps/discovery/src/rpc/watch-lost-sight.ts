import type {
  DiscoveryServiceService,
  LostSight,
  WatchLostSightRequest,
  WatchLostSightResponse,
} from '@kindred/contracts/discovery'
import { beatMs, type Call, type Handlers, pushedItems } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import type { SightChange } from '../sight/feed.js'
import type { LostSightRow } from '../store/sight.js'

type Watch = Handlers<DiscoveryContext, DiscoveryServiceService>['watchLostSight']

/** Changes in one message, well below gRPC's 4 MB. */
const maxChanges = 10_000

export const watchLostSight: Watch = async function* (
  { sight }: DiscoveryContext,
  _request: WatchLostSightRequest,
  { signal }: Call,
): AsyncGenerator<WatchLostSightResponse> {
  let complete = false
  const options = { signal, limit: maxChanges, everyMs: beatMs }
  for await (const { items, more } of pushedItems<SightChange>(sight.follow, options)) {
    complete ||= !more
    // Of several changes between the same two people only the last one is sent.
    const changes = [...new Map(items.map((change) => [`${change.viewer} ${change.owner}`, change])).values()]
    const [lost, regained] = [changes.filter(({ isLost }) => isLost), changes.filter(({ isLost }) => !isLost)]
    yield { lost: lost.map(toLostSight), regained: regained.map(toLostSight), complete }
  }
}

const toLostSight = ({ viewer, owner, own_block }: LostSightRow): LostSight => ({
  viewerId: viewer,
  ownerId: owner,
  ownBlock: own_block,
})
