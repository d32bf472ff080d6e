import type { Kysely } from '@kindred/db'
import type { Clock, Log } from '@kindred/kernel'
import type { Metrics } from '@kindred/runtime'
import type { Platform } from '@kindred/service'

import type { Limits } from './domain/limits.js'
import type { Paces } from './domain/pace.js'
import type { Memory } from './memory/memory.js'
import type { SightFeed } from './sight/feed.js'
import type { Tables } from './store/schema.js'
import type { SwipeWriter } from './writing/swipe-writer.js'

/** What a handler may use. */
export interface DiscoveryContext {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly whenDelivered: Platform<Tables>['whenDelivered']
  readonly limits: Limits
  /** The people in memory, and whom each viewer has seen. */
  readonly memory: Memory
  /** Stores ordinary swipes, batched. */
  readonly swipes: SwipeWriter
  /** How fast people swipe, as far as this instance sees. */
  readonly paces: Paces
  /** The list of viewers and the people they may no longer see. */
  readonly sight: SightFeed
}
