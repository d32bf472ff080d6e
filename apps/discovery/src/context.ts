import type { Kysely } from '@kindred/db'
import type { Clock, Log } from '@kindred/kernel'

import type { Config } from './config.js'
import type { Deck } from './deck/candidates.js'
import type { SightFeed } from './sight/feed.js'
import type { Tables } from './store/schema.js'
import type { Swipes } from './writing/swipe-writer.js'

/** What a handler may use. */
export interface DiscoveryContext {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Log
  /** Finds candidates. */
  readonly deck: Deck
  /** Stores the swipes that are nothing special. */
  readonly swipes: Swipes
  /** Who may see whom no longer. */
  readonly sight: SightFeed
  readonly limits: Config['limits']
}
