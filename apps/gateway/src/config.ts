import { isIP } from 'node:net'

import { type EnvReader, openEnv } from '@kindred/runtime'

import manifest from '../package.json' with { type: 'json' }

/** The services behind the gateway and the ports that they take on a developer's machine. */
const ports = { auth: 8081, profile: 8082, discovery: 8083, media: 8084, chat: 8085 } as const

/** The name of a service behind the gateway. */
export type ServiceName = keyof typeof ports

/** The names of the services behind the gateway. */
export const serviceNames = Object.keys(ports) as readonly ServiceName[]

/** What the gateway is told at start. */
export interface GatewayConfig {
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  readonly opsHost: string
  readonly opsPort: number
  /** Where each service answers, `host:port` or `dns:///name:port`. */
  readonly peers: Readonly<Record<ServiceName, string>>
  readonly serviceSecret: string
  /** The bot's credential, the same as auth's. */
  readonly botSecret: string
  readonly mediaUrlSecret: string
  readonly issuer: string
  readonly audience: string
  /** Origins that a browser may call from; `*` for any. */
  readonly corsOrigins: readonly string[]
  /** Addresses or networks of proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: readonly string[]
  readonly rateLimitScale: number
  /** Above this delay of the event loop requests are turned away; 0 for never. */
  readonly maxEventLoopDelayMs: number
  /** The address that people reach the gateway under, without a slash at its end; empty when unknown. */
  readonly publicUrl: string
  /** Where the build of the Mini App lies; empty for none. */
  readonly webFolder: string
  /** Origins that may show the Mini App in a frame, beside Telegram's. */
  readonly frameAncestors: readonly string[]
  readonly logLevel: string
  readonly production: boolean
  readonly version: string
}

// The same words as in the services' own config, so that the parts believe each other on a developer's machine.
const developmentServiceSecret = 'development-service-secret-not-for-production'
const developmentBotSecret = 'development-bot-api-secret-not-for-production'
const developmentMediaSecret = 'development-media-url-secret-not-for-production'
const secretExample = 'the output of: openssl rand -hex 32'

/** Reads the gateway's environment; throws a ConfigError that lists every fault. */
export function readConfig(variables: NodeJS.ProcessEnv): GatewayConfig {
  const env = openEnv(variables)
  const secret = (name: string, sample: string): string =>
    env.text(name, { example: secretExample, default: sample, secret: true })
  const config: GatewayConfig = {
    ...readListeners(env),
    peers: readPeers(env),
    serviceSecret: secret('SERVICE_SECRET', developmentServiceSecret),
    botSecret: env.text('BOT_API_SECRET', {
      example: secretExample,
      default: developmentBotSecret,
      pattern: /^[\w.~+/=-]+$/,
      secret: true,
    }),
    mediaUrlSecret: secret('MEDIA_URL_SECRET', developmentMediaSecret),
    issuer: env.text('TOKEN_ISSUER', { example: 'https://kindred.example', default: 'https://kindred.local' }),
    audience: env.text('TOKEN_AUDIENCE', { example: 'kindred', default: 'kindred' }),
    corsOrigins: readOrigins(env, 'GATEWAY_CORS_ORIGINS', ['*']),
    trustProxy: readProxies(env),
    rateLimitScale: env.number('RATE_LIMIT_SCALE', { example: '10', default: 1, min: 1, max: 1_000_000 }),
    maxEventLoopDelayMs: env.number('GATEWAY_MAX_LOOP_DELAY_MS', { example: '1000', default: 1_000, min: 0 }),
    publicUrl: env.url('PUBLIC_URL', { example: 'https://kindred.example', default: '' }).replace(/\/+$/, ''),
    webFolder: env.text('GATEWAY_WEB_FOLDER', { example: '/app/apps/web/dist', default: '' }),
    frameAncestors: readOrigins(env, 'GATEWAY_FRAME_ANCESTORS'),
    logLevel: env.oneOf('LOG_LEVEL', logLevels, { example: 'info', default: 'info' }),
    production: env.production,
    version: manifest.version,
  }
  env.done()
  return config
}

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const

const readListeners = (env: EnvReader): Pick<GatewayConfig, 'host' | 'port' | 'opsHost' | 'opsPort'> => ({
  host: env.text('GATEWAY_HOST', { example: '0.0.0.0', default: '127.0.0.1' }),
  port: env.port('GATEWAY_PORT', { example: '8080', default: 8080 }),
  opsHost: env.text('BIND_HOST', { example: '0.0.0.0', default: '127.0.0.1' }),
  opsPort: env.port('GATEWAY_OPS_PORT', { example: '9080', default: 9080 }),
})

function readPeers(env: EnvReader): GatewayConfig['peers'] {
  const addresses = Object.entries(ports).map(([service, port]) => {
    const setting = { example: `dns:///${service}:${port}`, default: `127.0.0.1:${port}`, pattern: /^\S+:\d+$/ }
    return [service, env.text(`${service.toUpperCase()}_ADDRESS`, setting)]
  })
  return Object.fromEntries(addresses) as GatewayConfig['peers']
}

function readOrigins(env: EnvReader, name: string, alsoFine: readonly string[] = []): readonly string[] {
  const example = 'https://app.kindred.example'
  const origins = env.list(name, { example, default: [] })
  for (const origin of origins.filter((one) => !alsoFine.includes(one) && !isOrigin(one))) {
    env.fault({ name, problem: `has "${origin}", which is not an origin`, example })
  }
  return origins
}

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text

function readProxies(env: EnvReader): readonly string[] {
  const example = '10.0.0.0/8,127.0.0.1'
  const proxies = env.list('GATEWAY_TRUST_PROXY', { example, default: [] })
  for (const proxy of proxies.filter((one) => !isNetwork(one))) {
    env.fault({ name: 'GATEWAY_TRUST_PROXY', problem: `has "${proxy}", which is not an address or network`, example })
  }
  return proxies
}

function isNetwork(text: string): boolean {
  const [address = '', bits = '0', ...rest] = text.split('/')
  const most = isIP(address) === 4 ? 32 : 128
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most && rest.length === 0
}
