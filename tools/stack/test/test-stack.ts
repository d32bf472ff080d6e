import { createTestDatabase, freePorts, type TestDatabase } from '@kindred/testkit'

import { allMigrationsOf } from '../src/backup/databases/migrations.js'
import { createStack, type Stack, type StackOptions } from '../src/index.js'
import { appNames, forEachName, type ServiceName, serviceNames } from '../src/names.js'
import type { Ports } from '../src/ports.js'
import { adminTelegramId } from './moderator.js'
import { type PlantedLooks, startPlantedLooks } from './planted-looks.js'

/** On a machine that runs several suites at once a call may take long, which says nothing of Kindred. */
const patientCalls = { RPC_DEADLINE_SCALE: '5' }

/** A Kindred and what its photos are seen as. */
export interface TestStack extends Stack {
  readonly looks: PlantedLooks
}

/** Opens a pooler before databases; answers each one's URL through it. */
type OpenPooler = (urls: readonly string[]) => Promise<(url: string) => string>

/**
 * A whole Kindred for a test: free ports, fresh databases on the test run's PostgreSQL, limits out of the way, photos looked at by a
 * classifier that finds nothing in them. `stop` removes all of it. With a pooler, services reach their databases through it and PostgreSQL
 * itself where they listen.
 */
export async function createTestStack(
  options: Partial<StackOptions> = {},
  openPooler?: OpenPooler,
): Promise<TestStack> {
  const ports = options.ports ?? (await freeStackPorts())
  const databases = await Promise.all(
    serviceNames.map((service) => createTestDatabase(service, allMigrationsOf(service))),
  )
  const databaseUrls = forEachName(serviceNames, (_, index) => databases[index]!.url)
  const pooled = await openPooler?.(Object.values(databaseUrls))
  const looks = await startPlantedLooks()
  const removeAll = async (): Promise<void> => {
    looks.stop()
    await dropAll(databases)
  }
  try {
    const stack = await createStack({
      rateLimitScale: 1_000,
      durable: false,
      ...options,
      environment: {
        KINDRED_ADMINS: String(adminTelegramId),
        DELETION_GRACE_DAYS: '0',
        NSFW_URL: looks.url,
        ...patientCalls,
        ...options.environment,
      },
      databaseUrls: pooled === undefined ? databaseUrls : mapUrls(databaseUrls, pooled),
      ...(pooled !== undefined && { listenUrls: databaseUrls }),
      ports,
    })
    const stop = async (): Promise<void> => {
      try {
        await stack.stop()
      } finally {
        await removeAll()
      }
    }
    return { ...stack, looks, stop }
  } catch (error) {
    await removeAll()
    throw error
  }
}

const mapUrls = (urls: Record<ServiceName, string>, map: (url: string) => string) =>
  forEachName(serviceNames, (name) => map(urls[name]))

/** A whole Kindred with a PostgreSQL of its own, which a test may kill. */
export const createStackWithOwnPostgres = async (options: Partial<StackOptions> = {}): Promise<Stack> =>
  createStack({
    rateLimitScale: 1_000,
    durable: true,
    ports: await freeStackPorts(),
    ...options,
    environment: { DELETION_GRACE_DAYS: '0', ...patientCalls, ...options.environment },
  })

export async function freeStackPorts(instances = 1): Promise<Ports> {
  const free = await freePorts(instances * (1 + serviceNames.length + appNames.length))
  const take = (): number => free.pop()!
  const takeAll = (): Ports => ({
    gateway: take(),
    rpc: forEachName(serviceNames, take),
    ops: forEachName(appNames, take),
  })
  const more = Array.from({ length: instances - 1 }, takeAll)
  return { ...takeAll(), ...(more.length > 0 && { more }) }
}

const dropAll = async (databases: readonly TestDatabase[]): Promise<void> => {
  await Promise.all(databases.map((database) => database.drop()))
}
