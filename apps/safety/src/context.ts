import type { Clock, Log } from '@kindred/kernel'
import type { Metrics } from '@kindred/runtime'

import type { Neighbours } from './neighbours.js'
import type { Db } from './store/schema.js'
import type { Witnesses } from './witnesses/witnesses.js'

/** What a handler, a consumer or a job may use. */
export interface SafetyContext extends Neighbours {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly witnesses: Witnesses
  /** Whether the own role of the service could change the audit record. */
  readonly audit: 'protected' | 'unprotected'
}
