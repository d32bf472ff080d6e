import type { Kysely } from 'kysely'

import { OutboxServiceService } from '@kindred/contracts/events'
import {
  countDeliveries,
  createReceiver,
  createRelay,
  createSubscriber,
  type EventReceiver,
  implementInbox,
  implementOutbox,
  pruneDeadLetters,
  pruneInbox,
} from '@kindred/events'
import { createTokenVerifier, type TokenVerifier } from '@kindred/identity'
import { createRpcServer, type RpcServer } from '@kindred/rpc'
import { compose, type Composition, createOpsServer, type OpsServer } from '@kindred/runtime'

import { contextOfCalls } from './context-of-calls.js'
import { databaseBytes } from './database-bytes.js'
import { pruneAnswers } from './idempotency/answers.js'
import { createJobs, type Job, type Jobs } from './jobs.js'
import { implementPersonData } from './person-data/serve-person-data.js'
import type { OpenPlatform } from './platform.js'
import { createReadiness, type Readiness } from './readiness.js'
import type { ServiceOptions } from './service-options.js'
import { trustOf } from './trust.js'
import { watchClock } from './watch-clock.js'

/** The ports that a service listens on. */
export interface Ports {
  rpc: number
  ops: number
}

/** Composes the parts of a service that need its context; they stop within about 8 s. */
export function composeServing<Tables, Context>(
  options: ServiceOptions<Tables, Context>,
  platform: OpenPlatform<Tables>,
  context: Context,
  ports: Ports,
): Composition {
  const { name } = options
  const verifier = openVerifier(options, platform, context)
  const readiness = createReadiness(platform, async () => (await options.ready?.(context)) ?? {})
  const receiver = openReceiver(options, platform, context)
  const rpc = openRpcServer(options, platform, context, { verifier, readiness, receiver })
  const ops = openOpsServer(options, platform, context, readiness)
  const background = openBackground(options, platform, context, receiver)
  return compose(name, platform.log)
    .add({ name: 'context', stop: () => options.close?.(context) })
    .add({ name: 'verifier', start: verifier.start, stop: verifier.stop })
    .add({
      name: 'rpc',
      async start() {
        ports.rpc = await rpc.start()
        rpc.setServing(false)
      },
      stop: () => rpc.stop(3_500),
    })
    .add({
      name: 'ops',
      start: async () => (ports.ops = await ops.start()),
      stop: ops.stop,
      stopWithinMs: 1_000,
    })
    .add({ name: 'background', ...background, stopWithinMs: 2_500 })
    .add({
      name: 'health',
      start() {
        rpc.setServing(true)
        platform.log.info({ rpc: ports.rpc, ops: ports.ops }, 'serving')
      },
      stop() {
        rpc.setServing(false)
        ops.drain()
      },
    })
}

function openVerifier<Tables, Context>(
  options: ServiceOptions<Tables, Context>,
  platform: OpenPlatform<Tables>,
  context: Context,
): TokenVerifier {
  const { issuer, audience, serviceSecret, botSecret, trust } = options.config
  const sources = trust ?? options.verifier?.(platform, context) ?? trustOf(platform, options.config)
  const { clock, log } = platform
  const secrets = { serviceSecret, ...(botSecret !== undefined && { botSecret }) }
  return createTokenVerifier({ ...sources, ...secrets, issuer, audience, self: options.name, clock, log })
}

/** Undefined for a service that consumes no events. */
function openReceiver<Tables, Context>(
  { name, consumers = [] }: ServiceOptions<Tables, Context>,
  { database, clock, log, tracer }: OpenPlatform<Tables>,
  context: Context,
): EventReceiver | undefined {
  if (consumers.length === 0) return undefined
  const db = database.ahead as unknown as Kysely<unknown>
  return createReceiver({ name, db, consumers, context, clock, log, tracer })
}

interface RpcParts {
  readonly verifier: TokenVerifier
  readonly readiness: Readiness
  readonly receiver: EventReceiver | undefined
}

function openRpcServer<Tables, Context>(
  options: ServiceOptions<Tables, Context>,
  { database, log, clock, metrics, security, tracer }: OpenPlatform<Tables>,
  context: Context,
  { verifier, readiness, receiver }: RpcParts,
): RpcServer {
  const db = database.db as unknown as Kysely<unknown>
  const implementations = [
    ...options.implement(contextOfCalls(context)),
    implementOutbox({ db, snapshots: options.snapshots ?? [] }),
    implementPersonData({ db, context, data: options.personData }),
  ]
  if (receiver !== undefined) implementations.push(implementInbox(receiver))
  const { host, rpcPort, maxWaitMs = 0 } = options.config
  const { authenticate } = verifier
  const observe = metrics.observeAnswered
  return createRpcServer({
    name: options.name,
    host,
    port: rpcPort,
    implementations,
    security,
    authenticate,
    log,
    clock,
    observe,
    tracer,
    maxWaitMs,
    isReady: async () => Object.values((await readiness.look()).checks).every(Boolean),
  })
}

function openOpsServer<Tables, Context>(
  { name, config, status }: ServiceOptions<Tables, Context>,
  { database, databaseClock, metrics, log, transport }: OpenPlatform<Tables>,
  context: Context,
  readiness: Readiness,
): OpsServer {
  const count = countDeliveries(database.db)
  const bytes = databaseBytes(database.db as unknown as Kysely<unknown>, databaseClock)
  metrics.gauge('database_bytes', 'The size of the database on its disk', bytes)
  metrics.gauge('outbox_waiting', 'Events on their way to subscribers', () => count('waiting'))
  metrics.gauge('outbox_dead_letters', 'Events that were given up', () => count('dead'))
  metrics.gauge('clock_skew_seconds', "How far the machine's clock is ahead of the database's", () =>
    Promise.resolve((databaseClock.skewMs ?? 0) / 1000),
  )
  const { isConnected } = transport
  if (isConnected !== undefined)
    metrics.gauge('broker_connected', 'Whether events can be given to the message broker', () =>
      Number(isConnected()),
    )
  const ready = async (): Promise<Record<string, boolean>> => ({
    ...(await readiness.look()).checks,
    migrated: true,
  })
  const more = () => ({
    ...status?.(context),
    ...readiness.latest(),
    ...(isConnected && { broker: isConnected() ? 'connected' : 'away' }),
    clock_skew_ms: String(databaseClock.skewMs ?? 'unknown'),
  })
  return createOpsServer({ name, host: config.host, port: config.opsPort, ready, metrics, log, status: more })
}

const hour = 3_600_000

function openBackground<Tables, Context>(
  options: ServiceOptions<Tables, Context>,
  { database, databaseClock, log, peers, serviceTokens, transport, tracer }: OpenPlatform<Tables>,
  context: Context,
  receiver: EventReceiver | undefined,
): { start(): Promise<void>; stop(): Promise<void> } {
  const db = database.db as unknown as Kysely<unknown>
  const relay = createRelay({
    database: { db: database.ahead, listen: database.listen },
    transport,
    log,
    tracer,
    ...(options.snapshots && { snapshots: options.snapshots }),
    ...(receiver && { self: { name: options.name, receiver } }),
    gatherMs: options.gatherEventsMs ?? 0,
  })
  const subscriber = createSubscriber({
    types: (options.consumers ?? []).map((consumer) => consumer.type),
    outboxOf: (owner) => peers.client(owner, OutboxServiceService),
    serviceTokens,
    log,
  })
  const pruning: Job<Context>[] = [
    { name: 'prune inbox', everyMs: hour, run: () => pruneInbox(db) },
    { name: 'prune dead letters', everyMs: hour, alone: true, run: () => pruneDeadLetters(db) },
    { name: 'prune idempotency', everyMs: hour, run: () => pruneAnswers(db) },
  ]
  const time = watchClock(databaseClock, log)
  const all = [time, ...pruning, ...(options.jobs ?? [])]
  const jobs: Jobs = createJobs({
    db: database.direct as unknown as Kysely<unknown>,
    jobs: all,
    context,
    log,
  })
  return {
    async start() {
      await time.look()
      if (receiver !== undefined) await transport.receive(receiver)
      await relay.start()
      subscriber.start()
      jobs.start()
    },
    async stop() {
      await Promise.all([jobs.stop(), subscriber.stop(), relay.stop(1_500).then(transport.close)])
    },
  }
}
