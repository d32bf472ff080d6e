import { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { implement } from '@kindred/rpc'
import { createService, type Service } from '@kindred/service'

import { type Config } from './config.js'
import { type DiscoveryContext } from './context.js'
import { consumers, snapshots } from './events/index.js'
import { forgetDepartures } from './jobs/forget-departures.js'
import { migrations } from './migrations/index.js'
import { handlers } from './rpc/index.js'
import { type Tables } from './store/schema.js'

export { type Config, readConfig } from './config.js'

/** Candidates, swipes and matches. */
export function createDiscoveryService(config: Config): Service {
  return createService<Tables, DiscoveryContext>({
    name: 'discovery',
    config,
    migrations,
    context: ({ db, clock }) => ({ db, clock }),
    implement: (context) => [implement(DiscoveryServiceService, handlers, context)],
    consumers,
    sources: ['profile'],
    snapshots,
    jobs: [{ name: 'forget-departures', everyMs: 10 * 60_000, run: forgetDepartures }],
  })
}
