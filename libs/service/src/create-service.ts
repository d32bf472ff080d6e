import { migrate } from '@kindred/db'
import { eventMigrations, ownerOf } from '@kindred/events'
import { compose, type Composition } from '@kindred/runtime'

import { idempotencyMigrations } from './idempotency/schema.js'
import { type OpenPlatform, openPlatform } from './platform.js'
import type { Service, ServiceOptions } from './service-options.js'
import { composeServing, type Ports } from './serving.js'
import { waitForDatabase } from './wait-for-database.js'

/**
 * The recipe that the services share. Start: database, migrations, context, RPC, ops server, relay, subscriptions, jobs, and
 * only then "serving"; stop in reverse.
 */
export function createService<Tables, Context>(options: ServiceOptions<Tables, Context>): Service {
  checkSources(options)
  const { name, config } = options
  const platform = openPlatform<Tables>(name, config, options)
  const ports: Ports = { rpc: config.rpcPort, ops: config.opsPort }
  let serving: Composition | undefined
  const life = compose(name, platform.log)
    .add({ name: 'connections', stop: () => platform.peers.close() })
    .add({ name: 'database', start: () => bringUpToDate(options, platform), stop: () => platform.database.close() })
    .add({
      name: 'service',
      async start() {
        serving = composeServing(options, platform, await options.context(platform), ports)
        await serving.start()
      },
      stop: () => serving?.stop(),
      stopWithinMs: 9_000,
    })

  return {
    ...{ name, log: platform.log, start: life.start, stop: life.stop },
    get rpcPort() {
      return ports.rpc
    },
    get opsPort() {
      return ports.ops
    },
    async migrate() {
      try {
        return await bringUpToDate(options, platform)
      } finally {
        await platform.database.close()
      }
    },
  }
}

async function bringUpToDate<Tables, Context>(
  { migrations }: ServiceOptions<Tables, Context>,
  { database, databaseClock, log }: OpenPlatform<Tables>,
): Promise<readonly string[]> {
  await waitForDatabase(database, log)
  await databaseClock.sync()
  const ran = await migrate(database, { ...eventMigrations, ...idempotencyMigrations, ...migrations })
  if (ran.length > 0) log.info({ migrations: ran }, 'migrated')
  return ran
}

function checkSources<Tables, Context>({ name, consumers = [], sources }: ServiceOptions<Tables, Context>): void {
  const twice = consumers.find((one, i) => consumers.findIndex((other) => other.type === one.type) !== i)
  if (twice !== undefined) throw new Error(`${name} has two consumers of ${twice.type}.`)
  const owners = new Set(consumers.map((consumer) => ownerOf(consumer.type)))
  const named = sources === undefined || (owners.size === sources.length && sources.every((one) => owners.has(one)))
  if (!named)
    throw new Error(`${name} consumes events of ${[...owners].join(', ')}, but its sources say ${sources.join(', ')}.`)
}
