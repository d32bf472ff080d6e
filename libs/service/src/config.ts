import type { KeySource, RevocationSource } from '@kindred/identity'
import type { Clock } from '@kindred/kernel'
import type { EnvReader, Log } from '@kindred/runtime'

/** Where tokens are believed from: the keys of access tokens and the sessions that were ended. */
export interface Trust {
  readonly keys: KeySource
  readonly revocations: RevocationSource
}

/** What every service is told at start. */
export interface ServiceConfig {
  readonly host: string
  /** 0 for any free port. */
  readonly rpcPort: number
  readonly opsPort: number
  readonly databaseUrl: string
  /** Most database connections of one instance, 10 by default. */
  readonly databasePool?: number
  /** Where the other services answer: `auth` → `127.0.0.1:8081`. */
  readonly peers: Readonly<Record<string, string>>
  readonly serviceSecret: string
  /** The credential of the bot, for the services that it calls. */
  readonly botSecret?: string
  /** `iss` and `aud` of access tokens. */
  readonly issuer: string
  readonly audience: string
  readonly logLevel: string
  readonly production: boolean
  readonly clock?: Clock
  /** Instead of one that writes to standard output. */
  readonly log?: Log
  /** Used instead of asking auth; for auth itself and for tests. */
  readonly trust?: Trust
}

/** The RPC ports; a service's ops port is 1000 above. */
const ports: Readonly<Record<string, number>> = { auth: 8081, profile: 8082, discovery: 8083, media: 8084, chat: 8085 }

/** In one place, so that every part of Kindred on a developer's machine believes the others. Production refuses it. */
export const developmentSecret = 'development-service-secret-not-for-production'

/** The bot's credential on a developer's machine. Production refuses it. */
export const developmentBotSecret = 'development-bot-api-secret-not-for-production'

/** Reads BOT_API_SECRET, for a service that the bot calls. */
export const readBotSecret = (env: EnvReader): string =>
  env.text('BOT_API_SECRET', {
    example: 'the output of: openssl rand -hex 32',
    default: developmentBotSecret,
    // What an Authorization header can carry.
    pattern: /^[\w.~+/=-]+$/,
    secret: true,
  })

/** Reads what every service reads; faults gather in the reader. */
export function readServiceConfig(env: EnvReader, service: string): ServiceConfig {
  const name = service.toUpperCase()
  const port = ports[service] ?? 8089
  return {
    host: env.text('BIND_HOST', { example: '0.0.0.0', default: '127.0.0.1' }),
    rpcPort: env.port(`${name}_RPC_PORT`, { example: `${port}`, default: port }),
    opsPort: env.port(`${name}_OPS_PORT`, { example: `${port + 1000}`, default: port + 1000 }),
    databaseUrl: env.url(`${name}_DATABASE_URL`, {
      example: `postgres://kindred_${service}:password@127.0.0.1:5432/kindred_${service}`,
      protocols: ['postgres:', 'postgresql:'],
    }),
    databasePool: env.number('DATABASE_POOL', { example: '10', default: 10, min: 4, max: 100 }),
    peers: readPeers(env, service),
    serviceSecret: env.text('SERVICE_SECRET', {
      example: 'the output of: openssl rand -hex 32',
      default: developmentSecret,
      secret: true,
    }),
    issuer: env.text('TOKEN_ISSUER', { example: 'https://kindred.example', default: 'https://kindred.local' }),
    audience: env.text('TOKEN_AUDIENCE', { example: 'kindred', default: 'kindred' }),
    logLevel: env.oneOf('LOG_LEVEL', ['silent', 'error', 'warn', 'info', 'debug'], {
      example: 'info',
      default: 'info',
    }),
    production: env.production,
  }
}

/** AUTH_ADDRESS, PROFILE_ADDRESS … of all services but the one that reads. */
function readPeers(env: EnvReader, self: string): Record<string, string> {
  const others = Object.entries(ports).filter(([service]) => service !== self)
  return Object.fromEntries(
    others.map(([service, port]) => {
      const setting = { example: `dns:///${service}:${port}`, default: `127.0.0.1:${port}`, pattern: /^\S+:\d+$/ }
      return [service, env.text(`${service.toUpperCase()}_ADDRESS`, setting)]
    }),
  )
}
