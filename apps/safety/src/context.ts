import type { Clock } from '@kindred/kernel'
import type { Metrics } from '@kindred/runtime'

import type { Db } from './store/schema.js'

/** What a handler, a consumer or a job may use. */
export interface SafetyContext {
  readonly db: Db
  readonly clock: Clock
  readonly metrics: Metrics
}
