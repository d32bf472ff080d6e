import {
  findDatabaseFault,
  findListenFault,
  isDatabaseAway,
  listPending,
  migrate,
  type PendingMigration,
  settleRole,
  toDatabaseError,
} from '@kindred/db'
import { ownerOf } from '@kindred/events'
import type { Log } from '@kindred/kernel'
import { compose, type Composition, ConfigError, createLog } from '@kindred/runtime'

import { allMigrations } from './all-migrations.js'
import type { ServiceConfig } from './config.js'
import { type OpenPlatform, openPlatform } from './platform.js'
import type { Service, ServiceOptions } from './service-options.js'
import { composeServing, type Ports } from './serving.js'
import { waitForDatabase } from './wait-for-database.js'

/**
 * Creates a service by the recipe that all share. It starts database, migrations, context, RPC, ops server, relay, subscriptions
 * and jobs, and only then reports "serving"; it stops in reverse. When the database goes away during the start, the start begins anew.
 */
export function createService<Tables, Context>(options: ServiceOptions<Tables, Context>): Service {
  checkSources(options)
  const { name, config } = options
  const log =
    options.log ?? config.log ?? createLog({ name, level: config.logLevel, pretty: !config.production })
  const ports: Ports = { rpc: config.rpcPort, ops: config.opsPort }
  let life: Composition | undefined
  let isWanted = false
  const isStopped = (): boolean => !isWanted

  async function start(): Promise<void> {
    isWanted = true
    for (let tried = 1; ; tried++) {
      const attempt = composeAttempt({ ...options, log }, ports)
      life = attempt.life
      try {
        return await life.start()
      } catch (error) {
        if (isStopped() || !attempt.isReached() || !isDatabaseAway(error) || tried === maxAttempts)
          throw error
        log.warn({ err: error }, 'the database went away during the start, which begins anew')
      }
    }
  }

  async function withPlatform<T>(act: (platform: OpenPlatform<Tables>) => Promise<T>): Promise<T> {
    const platform = openPlatform<Tables>(name, config, { ...options, log })
    try {
      return await act(platform)
    } finally {
      await platform.database.close()
      platform.peers.close()
    }
  }

  return {
    name,
    log,
    start,
    async stop() {
      isWanted = false
      await life?.stop()
    },
    get rpcPort() {
      return ports.rpc
    },
    get opsPort() {
      return ports.ops
    },
    migrate: () => withPlatform((platform) => bringUpToDate(options, platform)),
    pending: () =>
      withPlatform(async ({ database }) => {
        await waitForDatabase(database, log)
        const pending = await listPending(database, allMigrations(options.migrations))
        return pending.map((one) => describePending(name, one))
      }),
  }
}

const maxAttempts = 20

/** One attempt to start, with its own platform; `isReached` is true once the database has answered. */
function composeAttempt<Tables, Context>(
  options: ServiceOptions<Tables, Context> & { log: Log },
  ports: Ports,
) {
  const platform = openPlatform<Tables>(options.name, options.config, options)
  let serving: Composition | undefined
  let isReached = false
  const life = compose(options.name, options.log)
    .add({ name: 'tracing', stop: () => platform.tracer?.stop() })
    .add({ name: 'connections', stop: () => platform.peers.close() })
    .add({ name: 'redis', start: () => platform.redis?.start(), stop: () => platform.redis?.stop() })
    .add({
      name: 'database',
      start: () => bringUpToDate(options, platform, () => (isReached = true)),
      stop: () => platform.database.close(),
    })
    .add({
      name: 'service',
      async start() {
        serving = composeServing(options, platform, await options.context(platform), ports)
        await serving.start()
      },
      stop: () => serving?.stop(),
      stopWithinMs: 9_000,
    })
  return { life, isReached: () => isReached }
}

async function bringUpToDate<Tables, Context>(
  options: ServiceOptions<Tables, Context>,
  { database, databaseClock, log }: OpenPlatform<Tables>,
  onReached: () => void = () => undefined,
): Promise<readonly string[]> {
  await waitForDatabase(database, log)
  onReached()
  const { name, config, genericPlans } = options
  await refuseUnfit(name, config)
  if (config.listenUrl !== undefined) await settleRole({ url: config.listenUrl, name, genericPlans, log })
  await databaseClock.sync()
  const ran = await migrate(database, allMigrations(options.migrations))
  if (ran.length > 0) log.info({ migrations: ran }, 'migrated')
  return ran
}

/** `auth 0006-logins breaks: sign-ins`, `discovery 0004-lighter-pairs rewrites: pair (412 MB)`. */
function describePending(service: string, { name, breaks, rewrites, bytes }: PendingMigration): string {
  const size = `${Math.ceil(bytes / 1_000_000)} MB`
  const told = [
    ...(rewrites.length === 0 ? [] : [`rewrites: ${rewrites.join(', ')} (${size})`]),
    ...(breaks === undefined ? [] : [`breaks: ${breaks}`]),
  ]
  return [`${service} ${name}`, ...told].join(' ')
}

/** Throws a ConfigError for a database that is too old, has another encoding, or is behind a pooler that shares sessions by itself. */
async function refuseUnfit(name: string, { databaseUrl, listenUrl }: ServiceConfig): Promise<void> {
  const settings = { main: `${name.toUpperCase()}_DATABASE_URL`, listen: `${name.toUpperCase()}_LISTEN_URL` }
  const example = `postgres://kindred_${name}:password@127.0.0.1:5432/kindred_${name}`
  const refuse = (setting: string, problem: string | undefined): void => {
    if (problem !== undefined) throw new ConfigError([{ name: setting, problem, example }])
  }
  try {
    const listen = { name: settings.listen, url: listenUrl }
    refuse(settings.main, await findDatabaseFault(databaseUrl, { ownTables: true, listen }))
    if (listenUrl === undefined) return
    refuse(settings.listen, await findListenFault(listenUrl, { name: settings.main, url: databaseUrl }))
  } catch (error) {
    throw toDatabaseError(error)
  }
}

function checkSources<Tables, Context>({
  name,
  consumers = [],
  sources,
}: ServiceOptions<Tables, Context>): void {
  const twice = consumers.find((one, i) => consumers.findIndex((other) => other.type === one.type) !== i)
  if (twice !== undefined) throw new Error(`${name} has two consumers of ${twice.type}.`)
  const owners = new Set(consumers.map((consumer) => ownerOf(consumer.type)))
  const named =
    sources === undefined || (owners.size === sources.length && sources.every((one) => owners.has(one)))
  if (!named)
    throw new Error(
      `${name} consumes events of ${[...owners].join(', ')}, but its sources say ${sources.join(', ')}.`,
    )
}
