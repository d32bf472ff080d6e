import { isIP } from 'node:net'

import type { Clock } from '@kindred/kernel'
import { readRedisUrl } from '@kindred/redis'
import {
  type EnvReader,
  openEnv,
  type PlatformSettings,
  readBotSecret,
  readPlatformSettings,
  readTlsFolder,
  type TlsSettings,
} from '@kindred/runtime'

import manifest from '../package.json' with { type: 'json' }

export interface GatewayConfig extends PlatformSettings, TlsSettings {
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  /** The descriptor of an open socket to listen on instead, as systemd and `npm start` hand one over. */
  readonly socketFd?: number
  readonly opsHost: string
  readonly opsPort: number
  /** The bot's credential, the same as auth's. */
  readonly botSecret: string
  readonly mediaUrlSecret: string
  /** Origins that a browser may call from; `*` for any. */
  readonly corsOrigins: readonly string[]
  /** Addresses or networks of proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: readonly string[]
  readonly rateLimitScale: number
  /** The Redis by which gateways count together; empty for none. */
  readonly redisUrl?: string
  /** Connections of one address at a time, multiplied by rateLimitScale; 0 for any number. */
  readonly maxConnectionsPerAddress: number
  /** How long the headers or the body of a request may make no progress. */
  readonly slowRequestMs: number
  /** Above this delay of the event loop requests are refused; 0 for never. */
  readonly maxEventLoopDelayMs: number
  /** How much longer than in quiet times answers may take before requests are refused; 0 for never. */
  readonly maxWaitMs: number
  /** The address that people reach the gateway under, without a slash at its end; empty when unknown. */
  readonly publicUrl: string
  /** Where the build of the Mini App lies; empty for none. */
  readonly webFolder: string
  /** Where the build of the console lies; empty for none. */
  readonly consoleFolder: string
  /** Where the pages of the guide lie; empty for none. */
  readonly guideFolder: string
  /** Origins that may show these pages in a frame, beside Telegram's. */
  readonly frameAncestors: readonly string[]
  /** The bot's name on Telegram, for people who opened the Mini App elsewhere; empty when unknown. */
  readonly botUsername: string
  /** Where the simulator is, when one runs; empty for none. */
  readonly simulatorUrl: string
  readonly version: string
  /** The clock of the machine; for tests. */
  readonly machineClock?: Clock
}

const developmentMediaSecret = 'development-media-url-secret-not-for-production'
const secretExample = 'the output of: openssl rand -hex 32'

/** Reads the gateway's environment; throws a ConfigError that lists every fault. */
export function readConfig(variables: NodeJS.ProcessEnv): GatewayConfig {
  const env = openEnv(variables)
  const platform = readPlatformSettings(env)
  const config: GatewayConfig = {
    ...readListeners(env),
    ...readSocket(env),
    ...platform,
    ...readTlsFolder(env, { app: 'gateway', peers: platform.peers }),
    mediaUrlSecret: env.text('MEDIA_URL_SECRET', {
      example: secretExample,
      sample: developmentMediaSecret,
      secret: true,
    }),
    botSecret: readBotSecret(env),
    corsOrigins: readOrigins(env, 'GATEWAY_CORS_ORIGINS', ['*']),
    trustProxy: readProxies(env),
    rateLimitScale: env.number('RATE_LIMIT_SCALE', { example: '10', default: 1, min: 1, max: 1_000_000 }),
    redisUrl: readRedisUrl(env),
    maxConnectionsPerAddress: env.number('GATEWAY_MAX_CONNECTIONS', { example: '64', default: 64, min: 0 }),
    slowRequestMs: env.number('GATEWAY_SLOW_REQUEST_MS', { example: '12000', default: 12_000, min: 1_000 }),
    maxEventLoopDelayMs: env.number('GATEWAY_MAX_LOOP_DELAY_MS', { example: '1000', default: 1_000, min: 0 }),
    maxWaitMs: env.number('GATEWAY_MAX_WAIT_MS', { example: '10', default: 10, min: 0 }),
    publicUrl: env.url('PUBLIC_URL', { example: 'https://kindred.example', default: '' }).replace(/\/+$/, ''),
    webFolder: env.text('GATEWAY_WEB_FOLDER', { example: '/app/apps/web/dist', default: '' }),
    consoleFolder: env.text('GATEWAY_CONSOLE_FOLDER', { example: '/app/apps/console/dist', default: '' }),
    guideFolder: env.text('GATEWAY_GUIDE_FOLDER', { example: '/app/tools/guide/dist/site', default: '' }),
    frameAncestors: readOrigins(env, 'GATEWAY_FRAME_ANCESTORS'),
    botUsername: env.text('GATEWAY_BOT_USERNAME', {
      example: 'kindred_bot',
      default: '',
      pattern: /^(\w{3,40})?$/,
    }),
    simulatorUrl: env.url('GATEWAY_SIMULATOR_URL', { example: 'http://127.0.0.1:8090', default: '' }),
    version: manifest.version,
  }
  env.done()
  return config
}

const readListeners = (env: EnvReader): Pick<GatewayConfig, 'host' | 'port' | 'opsHost' | 'opsPort'> => ({
  host: env.text('GATEWAY_HOST', { example: '0.0.0.0', default: '127.0.0.1' }),
  port: env.port('GATEWAY_PORT', { example: '8080', default: 8080 }),
  opsHost: env.text('BIND_HOST', { example: '0.0.0.0', default: '127.0.0.1' }),
  opsPort: env.port('GATEWAY_OPS_PORT', { example: '9080', default: 9080 }),
})

function readSocket(env: EnvReader): Pick<GatewayConfig, 'socketFd'> {
  const example = '3'
  if (env.optional('GATEWAY_SOCKET_FD', { example }) === undefined) return {}
  return { socketFd: env.number('GATEWAY_SOCKET_FD', { example, min: 3, max: 255 }) }
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
    env.fault({
      name: 'GATEWAY_TRUST_PROXY',
      problem: `has "${proxy}", which is not an address or network`,
      example,
    })
  }
  return proxies
}

function isNetwork(text: string): boolean {
  const [address = '', bits = '0', ...rest] = text.split('/')
  const most = isIP(address) === 4 ? 32 : 128
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most && rest.length === 0
}
