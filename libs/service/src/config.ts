import type { KeySource, RevocationSource } from '@kindred/identity'
import type { Clock, Log } from '@kindred/kernel'
import { readRedisUrl } from '@kindred/redis'
import {
  type EnvReader,
  readPlatformSettings,
  readTlsFolder,
  type ServiceName,
  servicePorts,
  type TlsSettings,
} from '@kindred/runtime'
import type { TracingSettings } from '@kindred/tracing'

import { type OpenTransport, readBroker } from './broker.js'

/** The sources that tokens are verified with: the keys of access tokens and the revoked sessions. */
export interface Trust {
  readonly keys: KeySource
  readonly revocations: RevocationSource
}

/** The settings that every service has. */
export interface ServiceConfig extends TlsSettings {
  readonly host: string
  /** 0 for any free port. */
  readonly rpcPort: number
  readonly opsPort: number
  readonly databaseUrl: string
  /** PostgreSQL itself, where `databaseUrl` is a pooler in transaction mode; without it everything goes to `databaseUrl`. */
  readonly listenUrl?: string
  /** The maximum of database connections of one instance, 10 by default. Delivering events takes up to one for each subscriber. */
  readonly databasePool?: number
  /** The addresses of the other services: `auth` → `127.0.0.1:8081`. */
  readonly peers: Readonly<Record<string, string>>
  /** How much longer than in quiet times calls may take before new ones are refused; 0, as without it, refuses none. */
  readonly maxWaitMs?: number
  readonly serviceSecret: string
  /** See PlatformSettings. */
  readonly carriers?: boolean
  /** See PlatformSettings. */
  readonly deadlineScale?: number
  /** The credential of the bot, for the services that it calls. */
  readonly botSecret?: string
  /** `iss` and `aud` of access tokens. */
  readonly issuer: string
  readonly audience: string
  readonly logLevel: string
  /** See PlatformSettings. */
  readonly tracing?: TracingSettings
  readonly production: boolean
  /** Instead of the database's clock; for tests. */
  readonly clock?: Clock
  /** Instead of the machine's clock, which is only compared with the database's; for tests. */
  readonly machineClock?: Clock
  /** Instead of one that writes to standard output. */
  readonly log?: Log
  /** The Redis by which hints go from instance to instance; they go by NOTIFY when it is empty. */
  readonly redisUrl?: string
  /** Opens what carries the events of a service, instead of gRPC alone; connects when it is first used. */
  readonly eventTransport?: OpenTransport
  /** Used instead of asking auth; for auth itself and for tests. */
  readonly trust?: Trust
}

/** Reads the settings that every service has; faults gather in the reader. */
export function readServiceConfig(env: EnvReader, service: string): ServiceConfig {
  const name = service.toUpperCase()
  const port = isKnown(service) ? servicePorts[service] : 8089
  const config = {
    host: env.text('BIND_HOST', { example: '0.0.0.0', default: '127.0.0.1' }),
    rpcPort: env.port(`${name}_RPC_PORT`, { example: `${port}`, default: port }),
    opsPort: env.port(`${name}_OPS_PORT`, { example: `${port + 1000}`, default: port + 1000 }),
    databaseUrl: env.databaseUrl(`${name}_DATABASE_URL`, {
      example: `postgres://kindred_${service}:password@127.0.0.1:5432/kindred_${service}`,
    }),
    ...readListenUrl(env, service),
    databasePool: env.number('DATABASE_POOL', { example: '10', default: 10, min: 8, max: 100 }),
    maxWaitMs: env.number('RPC_MAX_WAIT_MS', { example: '150', default: 150, min: 0 }),
    redisUrl: readRedisUrl(env),
    ...readPlatformSettings(env),
  }
  const { host, peers } = config
  return {
    ...config,
    ...readTlsFolder(env, { app: service, host, peers }),
    ...readBroker(env, config.serviceSecret),
  }
}

const isKnown = (service: string): service is ServiceName => Object.hasOwn(servicePorts, service)

/** `<SERVICE>_LISTEN_URL`, unless it is the database URL itself. */
function readListenUrl(env: EnvReader, service: string): { readonly listenUrl?: string } {
  const setting = { example: `postgres://kindred_${service}:password@127.0.0.1:5432/kindred_${service}` }
  const [name, main] = [`${service.toUpperCase()}_LISTEN_URL`, `${service.toUpperCase()}_DATABASE_URL`]
  const given = env.optional(name, setting)
  if (given === undefined || given === env.optional(main, setting)) return {}
  return { listenUrl: env.databaseUrl(name, setting) }
}
