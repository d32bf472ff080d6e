import type { TokenVerifier } from '@kindred/identity'
import type { Clock, Log } from '@kindred/kernel'
import type { Metrics } from '@kindred/runtime'
import type { Tracer } from '@kindred/tracing'

import type { GatewayConfig } from '../config.js'
import type { Limits } from './limits.js'
import type { OutageLog } from './outage-log.js'

/** The part of the gateway's context that the edge uses. */
export interface EdgeContext {
  readonly config: Pick<
    GatewayConfig,
    'corsOrigins' | 'maxEventLoopDelayMs' | 'maxWaitMs' | 'publicUrl' | 'trustProxy'
  >
  readonly log: Log
  readonly outages: OutageLog
  readonly metrics: Metrics
  readonly clock: Clock
  readonly verifier: TokenVerifier
  readonly limits: Limits
  /** Undefined where nothing is traced. */
  readonly tracer?: Tracer | undefined
}
