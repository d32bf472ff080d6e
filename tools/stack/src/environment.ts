import { join } from 'node:path'

import { type Hosts, loopback, reachAt } from './addresses.js'
import { type AppName, type ServiceName, serviceNames } from './names.js'
import { type Ports, portsOfInstances } from './ports.js'
import type { Secrets } from './secrets.js'

/** What the environments of the apps are made of. */
export interface EnvironmentPlan {
  readonly ports: Ports
  /** The loopback unless told. */
  readonly hosts?: Hosts
  readonly secrets: Secrets
  readonly botToken: string
  readonly databaseUrls: Readonly<Record<ServiceName, string>>
  /** PostgreSQL itself, where the other URL is a pooler in transaction mode. */
  readonly listenUrls?: Readonly<Partial<Record<ServiceName, string>>>
  readonly mediaFolder: string
  readonly logLevel: string
  readonly rateLimitScale: number
  /** The caller's own settings; what is planned here wins over them. */
  readonly inherited: NodeJS.ProcessEnv
}

/** They answer the bot itself, not only people who use it. */
const knowTheBot: ReadonlySet<AppName> = new Set(['auth', 'gateway', 'notification', 'safety'])

type Environment = Record<string, string | undefined>

/** The environment of one instance of an app: it gets only its own database and only the secrets it needs. */
export function environmentOf(app: AppName, common: EnvironmentPlan, instance = 0): Environment {
  const { inner } = common.hosts ?? loopback
  const all = portsOfInstances(common.ports)
  const plan = { ...common, ports: all[instance] ?? common.ports }
  return {
    ...withoutSecrets(plan.inherited),
    LOG_LEVEL: plan.logLevel,
    SERVICE_SECRET: plan.secrets.service,
    TLS_FOLDER: tlsFolderOf(app, plan.inherited),
    ...Object.fromEntries(
      serviceNames.map((name) => [
        `${upper(name)}_ADDRESS`,
        all.map(({ rpc }) => reachAt(inner, rpc[name])).join(),
      ]),
    ),
    ...(app === 'gateway' ? gatewayEnvironment(plan) : serviceEnvironment(app, plan)),
    ...(app === 'auth' && authSecrets(plan)),
    ...(knowTheBot.has(app) && { BOT_API_SECRET: botSecretOf(plan) }),
    ...(app === 'media' && mediaEnvironment(plan)),
  }
}

/** The folder with an app's certificates: one of its own in TLS_FOLDER, as `npm run certs` makes them. */
export function tlsFolderOf(app: string, { TLS_FOLDER: folder }: NodeJS.ProcessEnv): string | undefined {
  return folder === undefined || folder.trim() === '' ? undefined : join(folder.trim(), app)
}

/** The environment of the bot: Telegram is the caller's own unless there is a simulated one. */
export function botEnvironment(
  plan: EnvironmentPlan,
  { gatewayUrl, telegramRoot }: { gatewayUrl: string; telegramRoot: string | undefined },
): Environment {
  return {
    WEB_APP_URL: `${gatewayUrl}/app`,
    ...withoutSecrets(plan.inherited),
    LOG_LEVEL: plan.logLevel,
    BOT_TOKEN: plan.botToken,
    BOT_API_SECRET: botSecretOf(plan),
    BOT_OPS_PORT: String(plan.ports.front?.botOps ?? 0),
    GATEWAY_URL: gatewayUrl,
    ...(telegramRoot !== undefined && { TELEGRAM_API_ROOT: telegramRoot, BOT_MODE: 'polling' }),
  }
}

const gatewayEnvironment = ({ ports, secrets, rateLimitScale, inherited }: EnvironmentPlan): Environment => ({
  GATEWAY_PORT: String(ports.gateway),
  GATEWAY_OPS_PORT: String(ports.ops.gateway),
  MEDIA_URL_SECRET: secrets.mediaUrl,
  RATE_LIMIT_SCALE: String(rateLimitScale),
  REDIS_URL: inherited['REDIS_URL'],
})

const serviceEnvironment = (
  service: ServiceName,
  { ports, databaseUrls, listenUrls, inherited }: EnvironmentPlan,
): Environment => ({
  [`${upper(service)}_RPC_PORT`]: String(ports.rpc[service]),
  [`${upper(service)}_OPS_PORT`]: String(ports.ops[service]),
  [`${upper(service)}_DATABASE_URL`]: databaseUrls[service],
  [`${upper(service)}_LISTEN_URL`]: listenUrls?.[service],
  RABBITMQ_URL: inherited['RABBITMQ_URL'],
  REDIS_URL: inherited['REDIS_URL'],
})

const mediaEnvironment = ({ mediaFolder, inherited }: EnvironmentPlan): Environment => ({
  MEDIA_FOLDER: mediaFolder,
  ...Object.fromEntries(bucketSettings.map((name) => [name, inherited[name]])),
})

const authSecrets = ({ botToken, secrets, inherited }: EnvironmentPlan): Environment => ({
  BOT_TOKEN: botToken,
  KINDRED_ADMINS: inherited['KINDRED_ADMINS'],
  AUTH_KEY_SECRET: secrets.authKey,
  AUTH_PERSON_SECRET: secrets.person,
})

/** The bot's credential: the caller's own, when the bot runs elsewhere. */
export const botSecretOf = ({ inherited, secrets }: EnvironmentPlan): string =>
  inherited['BOT_API_SECRET'] ?? secrets.botApi

/** The photos' bucket and the credentials for it, which are media's alone. */
const bucketSettings = [
  'MEDIA_S3_URL',
  'MEDIA_MOVE_FROM',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
]

/** What only those get who need it. */
const handedOut: ReadonlySet<string> = new Set([
  ...bucketSettings,
  'BOT_TOKEN',
  // Telegram ids, which are auth's alone.
  'KINDRED_ADMINS',
  'BOT_API_SECRET',
  'AUTH_KEY_SECRET',
  'AUTH_PERSON_SECRET',
  'MEDIA_URL_SECRET',
  // With their passwords, which are for services alone, and for the gateway that of Redis.
  'REDIS_URL',
  'RABBITMQ_URL',
  'SERVICE_SECRET',
])

function withoutSecrets(environment: NodeJS.ProcessEnv): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/(^|_)DATABASE_URL$|_LISTEN_URL$/.test(name) && !handedOut.has(name),
    ),
  )
}

const upper = (name: string): string => name.toUpperCase()
