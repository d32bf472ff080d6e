import type { ServiceTokens, TokenVerifier } from '@kindred/identity'
import type { Log, SharedClock } from '@kindred/kernel'
import type { Redis } from '@kindred/redis'
import type { Contract } from '@kindred/rpc'
import type { Metrics } from '@kindred/runtime'
import type { Tracer } from '@kindred/tracing'

import type { GatewayConfig } from './config.js'
import type { Limits } from './edge/limits.js'
import type { OutageLog } from './edge/outage-log.js'
import type { PhotoUrls } from './media/photo-urls.js'
import type { Presence } from './presence/presence.js'
import type { Clients, Probes } from './services.js'
import type { Sight } from './sight/sight.js'
import type { Effects } from './transcoding/effects.js'
import type { Json } from './transcoding/json.js'

/** Everything that the rooms of the gateway use; each takes a part of it. */
export interface GatewayContext {
  readonly config: GatewayConfig
  readonly log: Log
  readonly outages: OutageLog
  readonly metrics: Metrics
  /** Undefined where nothing is traced. */
  readonly tracer?: Tracer | undefined
  /** The database's time, as auth tells it. */
  readonly clock: SharedClock
  readonly contract: Contract
  readonly verifier: TokenVerifier
  readonly serviceTokens: ServiceTokens
  readonly clients: Clients
  readonly probes: Probes
  readonly photoUrls: PhotoUrls
  /** Who may no longer see whom. */
  readonly sight: Sight
  readonly effects: Effects
  /** Who has a socket here. */
  readonly presence: Presence
  /** Counters of what callers do, behind HTTP and WebSocket alike. */
  readonly limits: Limits
  /** What gateways share, if they share anything. */
  readonly redis: Redis | undefined
  /** Converts messages of the contract to public JSON and back. */
  readonly json: Json
}
