import { createDatabaseClock, type Database, type Kysely, openDatabase } from '@kindred/db'
import { type EventTransport, grpcEventTransport, whenDelivered } from '@kindred/events'
import { createServiceTokens, type ServiceTokens } from '@kindred/identity'
import { type Clock, type Log, type SharedClock, systemClock } from '@kindred/kernel'
import type { Redis } from '@kindred/redis'
import { type Client, openSecurity, type RpcSecurity } from '@kindred/rpc'
import { createMetrics, type Metrics, openTracer } from '@kindred/runtime'
import type { Tracer } from '@kindred/tracing'

import type { ServiceConfig } from './config.js'
import { openHints } from './hints.js'
import { createPeers, type Peers } from './peers.js'

/** The parts that a service makes its context of. */
export interface Platform<Tables> {
  readonly db: Kysely<Tables>
  readonly database: Database<Tables>
  readonly log: Log
  /** The database's clock, which all instances share. */
  readonly clock: Clock
  readonly metrics: Metrics
  readonly serviceTokens: ServiceTokens
  /** A client of another service, over one connection per service. Give it `call.outgoing()` or a service token with each call. */
  peer<Definition extends object>(service: string, definition: Definition): Client<Definition>
  /** See @kindred/events. */
  whenDelivered(what: Parameters<typeof whenDelivered>[2]): Promise<boolean>
}

/** A platform with the parts that only the recipe uses. */
export interface OpenPlatform<Tables> extends Platform<Tables> {
  readonly peers: Peers
  /** Undefined for plaintext. */
  readonly security: RpcSecurity | undefined
  readonly databaseClock: SharedClock
  readonly transport: EventTransport
  /** Undefined where there is none. */
  readonly redis: Redis | undefined
  /** Undefined where nothing is traced. */
  readonly tracer: Tracer | undefined
}

/** Creates a platform without using the network yet. */
export function openPlatform<Tables>(
  name: string,
  config: ServiceConfig,
  { log, genericPlans }: { readonly log: Log; readonly genericPlans?: boolean },
): OpenPlatform<Tables> {
  const metrics = createMetrics(name)
  const redis = openHints(name, config, { log, metrics })
  const database = openDatabase<Tables>({
    url: config.databaseUrl,
    listenUrl: config.listenUrl,
    name,
    poolSize: config.databasePool ?? 10,
    genericPlans,
    hints: redis?.hints,
    log,
  })
  const databaseClock = createDatabaseClock(database.db, config.machineClock ?? systemClock)
  const clock = config.clock ?? databaseClock
  const serviceTokens = createServiceTokens({ service: name, secret: config.serviceSecret, clock })
  const issue = (service: string): Promise<string> => serviceTokens.issue(service)
  const token = config.carriers === false ? undefined : issue
  const { deadlineScale } = config
  const security = openSecurity(config.tlsFolder, log)
  if (security !== undefined) metrics.gauge('certificate_days_left', daysLeftHelp, security.daysLeft)
  const peers = createPeers(config.peers, { observe: metrics.observeMade, token, security, deadlineScale })
  const grpc = grpcEventTransport({ transportTo: peers.transportTo, serviceTokens })
  const transport = config.eventTransport?.({ service: name, log, grpc }) ?? grpc
  return {
    database,
    databaseClock,
    transport,
    redis: redis?.redis,
    tracer: openTracer(config.tracing, { name, log, metrics }),
    log,
    clock,
    peers,
    security,
    db: database.db,
    metrics,
    serviceTokens,
    peer: peers.client,
    whenDelivered: (what) => whenDelivered(database.db, transport, what),
  }
}

const daysLeftHelp = 'For how many days the certificate by which others know this process is good'
