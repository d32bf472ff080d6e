import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { type EnvReader, openEnv } from '@kindred/runtime'

import { loopback } from './addresses.js'
import type { StartConfig } from './config.js'
import type { EnvironmentPlan } from './environment.js'
import { forEachName, type ServiceName, serviceNames } from './names.js'
import { maxInstances, planPorts, type Ports } from './ports.js'
import { faultsOfApps } from './preflight/settings.js'
import { generateSecrets } from './secrets.js'

/** Reads the environment and the arguments; throws a ConfigError that lists every fault. */
export function readStartConfig(
  environment: NodeJS.ProcessEnv,
  args: readonly string[],
  checkout: string,
): StartConfig {
  const env = openEnv(environment)
  const portBase = env.number('PORT_BASE', { example: '8080', default: 8080, min: 1024, max: 64_000 })
  const botToken = env.optional('BOT_TOKEN', { example: '123456:ABC-DEF' })
  // Made-up people have no place among the real ones of a real bot, and nobody invites them.
  const inviteOnly = env.flag('INVITE_ONLY', { example: 'on', default: false })
  const demo = env.flag('KINDRED_DEMO', {
    example: 'off',
    default: botToken === undefined && !env.production && !inviteOnly,
  })
  if (demo && inviteOnly)
    env.fault({
      name: 'KINDRED_DEMO',
      problem: 'nobody invites the demo people: INVITE_ONLY is on',
      example: 'off',
    })
  const config: StartConfig = {
    dataDir: resolve(checkout, env.text('DATA_DIR', { example: '/var/lib/kindred', default: '.kindred' })),
    portBase,
    ports: readPorts(env, args, portBase),
    hosts: {
      gateway: env.text('GATEWAY_HOST', { example: '0.0.0.0', default: loopback.gateway }),
      inner: env.text('BIND_HOST', { example: '0.0.0.0', default: loopback.inner }),
    },
    ...readDatabases(env),
    botToken,
    logLevel: env.oneOf('LOG_LEVEL', ['silent', 'error', 'warn', 'info', 'debug'], {
      example: 'info',
      default: 'warn',
    }),
    rateLimitScale: env.number('RATE_LIMIT_SCALE', { example: '1', default: 1, min: 1, max: 1_000_000 }),
    demoPeople: demo
      ? env.number('KINDRED_DEMO_PEOPLE', { example: '300', default: 300, min: 0, max: 5_000 })
      : 0,
    processes: args.includes('--processes'),
    hungAfterMs: env.number('RESTART_HUNG_AFTER', { example: '10', default: 10, min: 0, max: 3_600 }) * 1_000,
    production: env.production,
    inherited: environment,
  }
  for (const fault of faultsOfApps(planOf(config), { bot: botToken !== undefined || !env.production }))
    env.fault(fault)
  env.done()
  return config
}

function readDatabases(env: EnvReader): Pick<StartConfig, 'adminUrl' | 'databaseUrls' | 'listenUrls'> {
  const example = 'postgres://postgres:password@127.0.0.1:5432/postgres'
  const read = (name: string): string | undefined =>
    env.optional(name, { example }) === undefined ? undefined : env.databaseUrl(name, { example })
  const readAll = (kind: string): Partial<Record<ServiceName, string>> =>
    Object.fromEntries(
      serviceNames.flatMap((name) => {
        const url = read(`${name.toUpperCase()}_${kind}`)
        return url === undefined ? [] : [[name, url]]
      }),
    )
  const [databaseUrls, listenUrls] = [readAll('DATABASE_URL'), readAll('LISTEN_URL')]
  for (const name of serviceNames)
    if (listenUrls[name] !== undefined && databaseUrls[name] === undefined)
      env.fault({
        name: `${name.toUpperCase()}_DATABASE_URL`,
        problem: `is not set, and ${name.toUpperCase()}_LISTEN_URL is for one that leads to a connection pooler`,
        example,
      })
  return { adminUrl: read('DATABASE_URL'), databaseUrls, listenUrls }
}

const readPorts = (env: EnvReader, args: readonly string[], base: number): Ports =>
  planPorts(base, env.port('GATEWAY_PORT', { example: '8080', default: base }), readInstances(env, args))

/** `--instances 3`, as the command line says it. */
function readInstances(env: EnvReader, args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: { instances: { type: 'string', default: '1' } },
    strict: false,
  })
  const count = typeof values.instances === 'string' ? Number(values.instances) : NaN
  if (Number.isInteger(count) && count >= 1 && count <= maxInstances) return count
  env.fault({ name: '--instances', problem: `is not a number from 1 to ${maxInstances}`, example: '3' })
  return 1
}

/** What the apps would be told, as far as it is known before anything runs. */
const planOf = (config: StartConfig): EnvironmentPlan => ({
  ports: config.ports,
  hosts: config.hosts,
  logLevel: config.logLevel,
  inherited: config.inherited,
  secrets: generateSecrets(),
  botToken: config.botToken ?? '4200000000:a-token-of-no-bot-but-of-its-form',
  databaseUrls: forEachName(serviceNames, (name) => `postgres://${name}@127.0.0.1/${name}`),
  mediaFolder: config.dataDir,
  rateLimitScale: 1,
})
