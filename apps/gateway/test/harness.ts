import { createServiceTokens, createTokenVerifier } from '@kindred/identity'
import { AppError, type Clock, createSharedClock, systemClock } from '@kindred/kernel'
import type { Redis } from '@kindred/redis'
import {
  createRpcServer,
  type Handlers,
  implement,
  type Implementation,
  loadContract,
  type RpcServer,
} from '@kindred/rpc'
import { createMetrics } from '@kindred/runtime'
import { serviceNames } from '@kindred/runtime'
import { createTestAuthority, type TestAuthority, testLog } from '@kindred/testkit'
import type { Tracer } from '@kindred/tracing'

import { type App, createApp, type Room } from '../src/app.js'
import type { GatewayConfig } from '../src/config.js'
import type { GatewayContext } from '../src/context.js'
import { createLimits } from '../src/edge/limits.js'
import { createOutageLog } from '../src/edge/outage-log.js'
import { ownLimitsOf } from '../src/edge/rate-classes.js'
import { photoPresenters } from '../src/media/photo-presenters.js'
import { createPhotoUrls } from '../src/media/photo-urls.js'
import { createPresence } from '../src/presence/presence.js'
import { definitions, openServices } from '../src/services.js'
import { sightEffects } from '../src/sight/effects.js'
import { createSight } from '../src/sight/sight.js'
import { createJson } from '../src/transcoding/index.js'

type Definitions = typeof definitions

/** Handlers of the services that a test needs; whatever is left out is unimplemented. */
export type TestServices = {
  readonly [Name in keyof Definitions]?: Partial<Handlers<object, Definitions[Name]>>
}

/** Every service, each of whose methods is unimplemented. */
export const bareServices: TestServices = Object.fromEntries(serviceNames.map((name) => [name, {}]))

/** The bot's credential in front of and behind a test's gateway. */
export const botSecret = 'the-bot-credential-of-the-tests-only'

/** What a test may choose. */
export interface TestGatewayOptions {
  readonly services?: TestServices
  readonly rooms?: readonly Room[]
  readonly config?: Partial<GatewayConfig>
  readonly authority?: TestAuthority
  readonly clock?: Clock
  /** Shared with other gateways of the test, which starts and stops it. */
  readonly redis?: Redis
  readonly tracer?: Tracer
}

/** A gateway in front of real gRPC servers with handlers of the test. */
export interface TestGateway {
  readonly app: App
  readonly context: GatewayContext
  readonly authority: TestAuthority
  /** Stops the server of one service. */
  stopService(name: keyof Definitions): Promise<void>
  close(): Promise<void>
}

/** Starts the services that have handlers and builds the gateway's app; `app.inject` or `app.listen` from here. */
export async function startGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const authority = options.authority ?? (await createTestAuthority())
  const servers = new Map<string, RpcServer>()
  const peers: Record<string, string> = {}
  for (const name of serviceNames) {
    const handlers = options.services?.[name]
    peers[name] = '127.0.0.1:9'
    if (handlers === undefined) continue
    const server = serverOf(name, implementAny(definitions[name], handlers), authority)
    peers[name] = `127.0.0.1:${await server.start()}`
    servers.set(name, server)
  }
  const config = { ...testConfig(authority), peers: peers as GatewayConfig['peers'], ...options.config }
  const services = openServices(config.peers)
  const machine = options.clock ?? systemClock
  const context = {
    ...contextOf(config, services, { authority, redis: options.redis }),
    clock: createSharedClock(async () => machine.now().getTime(), machine),
    tracer: options.tracer,
  }
  const app = await createApp(context, options.rooms ?? [])
  await context.verifier.start()
  return {
    app,
    context,
    authority,
    stopService: async (name) => servers.get(name)?.stop(0),
    async close() {
      await app.close()
      await context.verifier.stop()
      services.close()
      await Promise.all([...servers.values()].map((server) => server.stop(0)))
    },
  }
}

function serverOf(name: string, implementation: Implementation, authority: TestAuthority): RpcServer {
  const verifier = createTokenVerifier({ ...authority.verifierOptions(name), botSecret })
  return createRpcServer({
    name,
    host: '127.0.0.1',
    port: 0,
    implementations: [implementation],
    authenticate: (bearer) => verifier.authenticate(bearer),
    log: testLog,
  })
}

function implementAny<D extends object>(
  definition: D,
  handlers: Partial<Handlers<object, D>>,
): Implementation {
  const missing = () =>
    Promise.reject(
      new AppError({ kind: 'unimplemented', code: 'UNIMPLEMENTED', detail: 'Not in this test.' }),
    )
  const all = Object.fromEntries(Object.keys(definition).map((name) => [name, missing]))
  return implement(definition, { ...all, ...handlers } as unknown as Handlers<object, D>, {})
}

function testConfig({ serviceSecret, issuer, audience }: TestAuthority): Omit<GatewayConfig, 'peers'> {
  return {
    host: '127.0.0.1',
    port: 0,
    opsHost: '127.0.0.1',
    opsPort: 0,
    serviceSecret,
    botSecret,
    mediaUrlSecret: 'a secret of the tests only, long enough',
    issuer,
    audience,
    corsOrigins: ['https://app.kindred.test'],
    trustProxy: [],
    rateLimitScale: 100,
    maxConnectionsPerAddress: 64,
    slowRequestMs: 12_000,
    maxEventLoopDelayMs: 0,
    maxWaitMs: 0,
    publicUrl: '',
    webFolder: '',
    consoleFolder: '',
    guideFolder: '',
    frameAncestors: [],
    botUsername: '',
    simulatorUrl: '',
    logLevel: 'silent',
    production: false,
    version: '0.0.0-test',
  }
}

function contextOf(
  config: GatewayConfig,
  services: ReturnType<typeof openServices>,
  { authority, redis }: { authority: TestAuthority; redis: Redis | undefined },
): GatewayContext {
  const contract = loadContract()
  const photoUrls = createPhotoUrls({ secret: config.mediaUrlSecret })
  const sight = createSight(systemClock)
  const serviceTokens = createServiceTokens({ service: 'gateway', secret: config.serviceSecret })
  // As if discovery had sent an empty list: everybody may see everybody.
  sight.take({ lost: [], regained: [], complete: true }, true)
  return {
    config,
    log: testLog,
    outages: createOutageLog(testLog),
    metrics: createMetrics('gateway'),
    clock: createSharedClock(async () => Date.now(), systemClock),
    contract,
    verifier: createTokenVerifier({ ...authority.verifierOptions('gateway'), botSecret: config.botSecret }),
    serviceTokens,
    clients: services.clients,
    probes: services.probes,
    photoUrls,
    redis,
    limits: createLimits(config.rateLimitScale, ownLimitsOf(contract), redis),
    json: createJson(contract, photoPresenters(photoUrls)),
    sight,
    effects: sightEffects(sight),
    presence: createPresence({ clients: services.clients, serviceTokens, log: testLog }),
  }
}
