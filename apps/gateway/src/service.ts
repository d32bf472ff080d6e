import { once } from 'node:events'
import type { Server } from 'node:net'

import { createServiceTokens, createTokenVerifier, remoteKeys, remoteRevocations } from '@kindred/identity'
import type { Log } from '@kindred/kernel'
import { createRedis, type Redis } from '@kindred/redis'
import { loadContract } from '@kindred/rpc'
import {
  compose,
  createLog,
  createMetrics,
  createOpsServer,
  type Metrics,
  openTracer,
  type OpsServer,
  type Runnable,
} from '@kindred/runtime'

import { registerAccountRoutes } from './account/index.js'
import { type App, createApp, type Room } from './app.js'
import { registerChatSocket } from './chat/index.js'
import { createGatewayClock, followTime } from './clock/follow-time.js'
import type { GatewayConfig } from './config.js'
import { contactEffects } from './contacts/effects.js'
import type { GatewayContext } from './context.js'
import { deliveryEffects } from './deliveries/effects.js'
import { createLimits } from './edge/limits.js'
import { createOutageLog } from './edge/outage-log.js'
import { ownLimitsOf } from './edge/rate-classes.js'
import { measureInstances, tellInstances, type Transports } from './health/known-instances.js'
import { photoEffects } from './media/effects.js'
import { registerMediaRoutes } from './media/index.js'
import { photoPresenters } from './media/photo-presenters.js'
import { createPhotoUrls } from './media/photo-urls.js'
import { createPresence } from './presence/presence.js'
import { openCertificates, openServices, type Services } from './services.js'
import { sightEffects } from './sight/effects.js'
import { followSight } from './sight/follow-sight.js'
import { createSight } from './sight/sight.js'
import { createJson } from './transcoding/index.js'
import { registerWebApp } from './web/index.js'

export { type GatewayConfig, readConfig } from './config.js'

/** Kindred's public HTTP and WebSocket server. */
export interface GatewayService extends Runnable {
  /** The port that it listens on, once started. */
  readonly port: number
  readonly opsPort: number
}

export interface GatewayOptions {
  readonly log?: Log
  /** Makes the server listen on a socket that is open already, so that nobody is refused at a restart; resolves with whether it did. */
  readonly takeSocket?: ((server: Server) => Promise<boolean>) | undefined
}

const rooms: readonly Room[] = [
  registerMediaRoutes,
  registerAccountRoutes,
  registerChatSocket,
  registerWebApp,
]

/** A gateway that does not listen yet. Stopping refuses new requests, lets the running ones finish and closes the sockets, within 10 s. */
export function createGatewayService(config: GatewayConfig, options: GatewayOptions = {}): GatewayService {
  const log =
    options.log ?? createLog({ name: 'gateway', level: config.logLevel, pretty: !config.production })
  const metrics = createMetrics('gateway')
  const issue = (service: string): Promise<string> => context.serviceTokens.issue(service)
  const token = config.carriers === false ? undefined : issue
  const security = openCertificates(config, log, metrics)
  const calls = { observe: metrics.observeMade, token, security, deadlineScale: config.deadlineScale }
  const services = openServices(config.peers, calls)
  const redis = openRedis(config, log, metrics)
  const context: GatewayContext = createContext(config, { services, log, metrics, redis })
  const ops = openOpsServer(context, services.transports)
  measureInstances(metrics, services.transports)
  const ports = { http: config.port, ops: config.opsPort }
  const http = createListener(context, options.takeSocket)

  const life = compose('gateway', log)
    .add({ name: 'tracing', stop: () => context.tracer?.stop() })
    .add({ name: 'services', stop: () => services.close() })
    .add({ name: 'redis', start: () => redis?.start(), stop: () => redis?.stop() })
    .add({ name: 'clock', ...followTime(context.clock, log) })
    .add({ name: 'verifier', start: context.verifier.start, stop: context.verifier.stop })
    .add({ name: 'sight', ...sightOf(context) })
    .add({
      name: 'presence',
      start: context.presence.start,
      stop: context.presence.stop,
      stopWithinMs: 2_500,
    })
    .add({
      name: 'ops',
      start: async () => (ports.ops = await ops.start()),
      stop: ops.stop,
      stopWithinMs: 500,
    })
    .add({
      name: 'http',
      start: async () => (ports.http = await http.start()),
      stop: http.stop,
      stopWithinMs: 8_500,
    })
    .add({
      name: 'readiness',
      start: () => log.info({ port: ports.http, ops: ports.ops }, 'serving'),
      stop: () => ops.drain(),
    })

  return {
    name: 'gateway',
    log,
    start: life.start,
    stop: life.stop,
    get port() {
      return ports.http
    },
    get opsPort() {
      return ports.ops
    },
  }
}

function createContext(
  config: GatewayConfig,
  open: { services: Services; log: Log; metrics: Metrics; redis: Redis | undefined },
): GatewayContext {
  const contract = loadContract()
  const { issuer, audience, serviceSecret, botSecret } = config
  const { log, metrics } = open
  const { clients, probes } = open.services
  const clock = createGatewayClock(clients.auth, config.machineClock)
  const serviceTokens = createServiceTokens({ service: 'gateway', secret: serviceSecret, clock })
  const photoUrls = createPhotoUrls({ secret: config.mediaUrlSecret, baseUrl: config.publicUrl, clock })
  const verifier = createTokenVerifier({
    keys: remoteKeys(clients.auth, { clock, log }),
    revocations: remoteRevocations(clients.auth, { serviceTokens, log }),
    self: 'gateway',
    issuer,
    audience,
    serviceSecret,
    botSecret,
    clock,
    log,
  })
  const json = createJson(contract, photoPresenters(photoUrls))
  const outages = createOutageLog(log)
  const limits = createLimits(config.rateLimitScale, ownLimitsOf(contract), open.redis)
  const sight = createSight(clock)
  return {
    config,
    log,
    outages,
    metrics,
    tracer: openTracer(config.tracing, { name: 'gateway', log, metrics }),
    clock,
    contract,
    verifier,
    serviceTokens,
    clients,
    probes,
    photoUrls,
    limits,
    redis: open.redis,
    json,
    sight,
    effects: new Map([
      ...sightEffects(sight),
      ...deliveryEffects({ config, clients, serviceTokens }),
      ...contactEffects({ clients, serviceTokens }),
      ...photoEffects,
    ]),
    presence: createPresence({ clients, serviceTokens, log }),
  }
}

function sightOf(context: GatewayContext): { start(): void; stop(): void } {
  let leave = (): void => {}
  return {
    start: () => void (leave = followSight(context.sight, context)),
    stop: () => leave(),
  }
}

function openRedis({ redisUrl = '' }: GatewayConfig, log: Log, metrics: Metrics): Redis | undefined {
  if (redisUrl === '') return undefined
  const redis = createRedis({ url: redisUrl, log, alone: 'this gateway counts alone' })
  const help = '1 while Redis does not answer and this gateway counts alone'
  metrics.gauge('redis_away', help, () => Number(redis.isAway()))
  return redis
}

function openOpsServer({ config, metrics, log }: GatewayContext, transports: Transports): OpsServer {
  const { opsHost: host, opsPort: port } = config
  // A gateway that reaches no service still answers problems and /health, and stays in the load balancer.
  return createOpsServer({
    name: 'gateway',
    host,
    port,
    ready: async () => ({ gateway: true }),
    pages: { '/instances': () => tellInstances(transports) },
    metrics,
    log,
  })
}

/** How long requests may take once the gateway stops. */
const finishMs = 7_500

function createListener(
  context: GatewayContext,
  takeSocket: GatewayOptions['takeSocket'],
): { start(): Promise<number>; stop(): Promise<void> } {
  let app: App | undefined
  return {
    async start() {
      app = await createApp(context, rooms)
      await app.ready()
      const { host, port, socketFd } = context.config
      const take = socketFd === undefined ? takeSocket : (server: Server) => listenOn(server, socketFd)
      if ((await take?.(app.server)) === true) listensAlready(app.server)
      await app.listen({ host, port })
      const address = app.server.address()
      return typeof address === 'object' && address !== null ? address.port : port
    },
    async stop() {
      const cut = setTimeout(() => app?.server.closeAllConnections(), finishMs)
      await app?.close()
      clearTimeout(cut)
    },
  }
}

async function listenOn(server: Server, fd: number): Promise<true> {
  server.listen({ fd })
  await once(server, 'listening')
  return true
}

/** Fastify calls `listen` itself; on a server that listens already it only needs the event. */
function listensAlready(server: Server): void {
  server.listen = () => {
    process.nextTick(() => server.emit('listening'))
    return server
  }
}
