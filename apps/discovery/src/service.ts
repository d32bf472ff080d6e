import { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { transact } from '@kindred/db'
import { implement } from '@kindred/rpc'
import { createService, type Service } from '@kindred/service'

import { type Config } from './config.js'
import { type DiscoveryContext } from './context.js'
import { createDeck } from './deck/candidates.js'
import { consumers, snapshots } from './events/index.js'
import { jobs } from './jobs/index.js'
import { migrations } from './migrations/index.js'
import { layOutTraits } from './migrations/lay-out-traits.js'
import { handlers } from './rpc/index.js'
import { openSightFeed } from './sight/feed.js'
import { type Tables } from './store/schema.js'
import { createSwipes } from './writing/swipe-writer.js'

export { type Config, readConfig } from './config.js'

/** Candidates, swipes and matches. */
export function createDiscoveryService(config: Config): Service {
  return createService<Tables, DiscoveryContext>({
    name: 'discovery',
    config,
    migrations,
    genericPlans: true,
    async context({ database, db, clock, log, metrics }) {
      const { limits, indexMegabytes } = config
      await transact(db, layOutTraits)
      const deck = createDeck({ database, log, metrics, indexMegabytes })
      const swipes = createSwipes({ db, deck, log, limit: limits.swipes })
      return { db, clock, log, limits, deck, swipes, sight: await openSightFeed({ database, log }) }
    },
    close: async ({ deck, sight }) => void (await Promise.all([deck.stop(), sight.close()])),
    status: ({ deck }) => ({ deck: deck.state }),
    implement: (context) => [implement(DiscoveryServiceService, handlers, context)],
    consumers,
    sources: ['auth', 'profile'],
    snapshots,
    jobs,
  })
}
