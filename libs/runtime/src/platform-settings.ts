import type { TracingSettings } from '@kindred/tracing'

import type { EnvReader } from './env.js'
import { readTracing } from './tracing.js'

/** The services behind the gateway and the RPC ports they take unless told otherwise; a service's ops port is 1000 above. */
export const servicePorts = {
  auth: 8081,
  profile: 8082,
  discovery: 8083,
  media: 8084,
  chat: 8085,
  safety: 8086,
  notification: 8087,
} as const

/** The name of a service behind the gateway. */
export type ServiceName = keyof typeof servicePorts

/** The services in the order of their ports. */
export const serviceNames = Object.keys(servicePorts) as readonly ServiceName[]

/** What stands for the secret of the services; refused wherever others can reach it. */
export const developmentSecret = 'development-service-secret-not-for-production'

/** What stands for the bot's credential; refused wherever others can reach it. */
export const developmentBotSecret = 'development-bot-api-secret-not-for-production'

/** Reads BOT_API_SECRET: by it the bot is known to the gateway and to auth. */
export const readBotSecret = (env: EnvReader): string =>
  env.text('BOT_API_SECRET', {
    example: 'the output of: openssl rand -hex 32',
    sample: developmentBotSecret,
    // What an Authorization header can carry.
    pattern: /^[\w.~+/=-]+$/,
    secret: true,
  })

/** What the gateway and every service are told alike. */
export interface PlatformSettings {
  /** Where each service answers: `host:port` or `dns:///name:port`. */
  readonly peers: Readonly<Record<ServiceName, string>>
  readonly serviceSecret: string
  /** Whether the unary calls between services share streams; when false each has a stream of its own. True unless told. */
  readonly carriers?: boolean
  /** Multiplies how long calls between services may take: most 2 s. 1 unless told. */
  readonly deadlineScale?: number
  /** `iss` and `aud` of access tokens. */
  readonly issuer: string
  readonly audience: string
  readonly logLevel: string
  /** Where traces go; without it nothing is traced. */
  readonly tracing?: TracingSettings
  readonly production: boolean
}

/** Reads AUTH_ADDRESS … CHAT_ADDRESS, SERVICE_SECRET, RPC_CARRIERS, RPC_DEADLINE_SCALE, TOKEN_ISSUER, TOKEN_AUDIENCE and LOG_LEVEL; faults gather in the reader. */
export function readPlatformSettings(env: EnvReader): PlatformSettings {
  return {
    peers: readPeers(env),
    serviceSecret: env.text('SERVICE_SECRET', {
      example: 'the output of: openssl rand -hex 32',
      sample: developmentSecret,
      secret: true,
    }),
    carriers: env.flag('RPC_CARRIERS', { example: 'off', default: true }),
    deadlineScale: env.number('RPC_DEADLINE_SCALE', { example: '3', default: 1, min: 1, max: 100 }),
    issuer: env.text('TOKEN_ISSUER', {
      example: 'https://kindred.example',
      default: 'https://kindred.local',
    }),
    audience: env.text('TOKEN_AUDIENCE', { example: 'kindred', default: 'kindred' }),
    logLevel: env.oneOf('LOG_LEVEL', ['silent', 'error', 'warn', 'info', 'debug'], {
      example: 'info',
      default: 'info',
    }),
    ...readTracing(env),
    production: env.production,
  }
}

function readPeers(env: EnvReader): PlatformSettings['peers'] {
  const addresses = Object.entries(servicePorts).map(([service, port]) => {
    const setting = {
      example: `dns:///${service}:${port}`,
      default: `127.0.0.1:${port}`,
      pattern: /^\S+:\d+$/,
    }
    return [service, env.text(`${service.toUpperCase()}_ADDRESS`, setting)]
  })
  return Object.fromEntries(addresses) as PlatformSettings['peers']
}
