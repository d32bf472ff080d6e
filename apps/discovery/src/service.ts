import { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { transact } from '@kindred/db'
import { implement } from '@kindred/rpc'
import { createService, type Service } from '@kindred/service'

import type { Config } from './config.js'
import type { DiscoveryContext } from './context.js'
import { createPaces } from './domain/pace.js'
import { consumers } from './events/index.js'
import { jobs } from './jobs/index.js'
import { Memory } from './memory/memory.js'
import { migrations } from './migrations/index.js'
import { layOutTraits } from './migrations/lay-out-traits.js'
import { handlers } from './rpc/index.js'
import { openSightFeed } from './sight/feed.js'
import { personData } from './store/person-data.js'
import type { Tables } from './store/schema.js'
import { countMatches } from './writing/count-matches.js'
import { snapshots } from './writing/publish-matches.js'
import { createSwipeWriter } from './writing/swipe-writer.js'

export { type Config, readConfig } from './config.js'
export { migrations } from './migrations/index.js'

/** Candidates, swipes and matches. */
export function createDiscoveryService(config: Config): Service {
  return createService<Tables, DiscoveryContext>({
    name: 'discovery',
    config,
    migrations,
    genericPlans: true,
    async context({ database, db, clock, log, metrics, whenDelivered }) {
      const { limits, indexMegabytes } = config
      await transact(db, layOutTraits)
      countMatches(metrics, 0)
      const memory = new Memory({ database, log, metrics, megabytes: indexMegabytes })
      const swipes = createSwipeWriter({ db, memory, log, limit: limits.swipes })
      const sight = await openSightFeed({ database, log })
      const own = { limits, memory, swipes, sight, paces: createPaces() }
      return { db, clock, log, metrics, whenDelivered, ...own }
    },
    close: async ({ memory, sight }) => void (await Promise.all([memory.stop(), sight.close()])),
    status: ({ memory }) => ({ deck: memory.state }),
    implement: (context) => [implement(DiscoveryServiceService, handlers, context)],
    consumers,
    sources: ['auth', 'profile', 'safety'],
    snapshots,
    jobs,
    personData,
  })
}
