import { type AppName, type ServiceName, serviceNames } from './names.js'
import type { Ports } from './ports.js'
import type { Secrets } from './secrets.js'

/** What the environments of the apps are made of. */
export interface EnvironmentPlan {
  readonly ports: Ports
  readonly secrets: Secrets
  readonly botToken: string
  readonly databaseUrls: Readonly<Record<ServiceName, string>>
  readonly mediaFolder: string
  readonly logLevel: string
  readonly rateLimitScale: number
  /** The caller's own settings; what is planned here wins over them. */
  readonly inherited: NodeJS.ProcessEnv
}

type Environment = Record<string, string | undefined>

/** The environment of one app: it gets only its own database and only the secrets it needs. */
export function environmentOf(app: AppName, plan: EnvironmentPlan): Environment {
  return {
    ...withoutSecrets(plan.inherited),
    LOG_LEVEL: plan.logLevel,
    SERVICE_SECRET: plan.secrets.service,
    ...Object.fromEntries(serviceNames.map((name) => [`${upper(name)}_ADDRESS`, `127.0.0.1:${plan.ports.rpc[name]}`])),
    ...(app === 'gateway' ? gatewayEnvironment(plan) : serviceEnvironment(app, plan)),
    ...(app === 'auth' && { BOT_TOKEN: plan.botToken, AUTH_KEY_SECRET: plan.secrets.authKey }),
    ...(app === 'media' && { MEDIA_FOLDER: plan.mediaFolder }),
  }
}

const gatewayEnvironment = ({ ports, secrets, rateLimitScale }: EnvironmentPlan): Environment => ({
  GATEWAY_PORT: String(ports.gateway),
  GATEWAY_OPS_PORT: String(ports.ops.gateway),
  MEDIA_URL_SECRET: secrets.mediaUrl,
  RATE_LIMIT_SCALE: String(rateLimitScale),
})

const serviceEnvironment = (service: ServiceName, { ports, databaseUrls }: EnvironmentPlan): Environment => ({
  [`${upper(service)}_RPC_PORT`]: String(ports.rpc[service]),
  [`${upper(service)}_OPS_PORT`]: String(ports.ops[service]),
  [`${upper(service)}_DATABASE_URL`]: databaseUrls[service],
})

function withoutSecrets(environment: NodeJS.ProcessEnv): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/(^|_)DATABASE_URL$/.test(name) && !secrets.has(name)),
  )
}

/** What each app that needs it is given anew. */
const secrets: ReadonlySet<string> = new Set(['BOT_TOKEN', 'AUTH_KEY_SECRET', 'MEDIA_URL_SECRET', 'SERVICE_SECRET'])

const upper = (name: string): string => name.toUpperCase()
