import { join } from 'node:path'

import { provisionDatabase } from '@kindred/db/embedded'
import type { Log } from '@kindred/runtime'

import { type ServiceName, serviceNames } from '../names.js'
import { checkDatabase, explainDatabaseError } from '../preflight/database.js'
import type { Secrets } from '../secrets.js'
import { StartFailure } from '../start-failure.js'
import { keepPostgres, type KeptPostgres } from './keep-postgres.js'

/** A database for each service. */
export interface Databases {
  readonly urls: Readonly<Record<ServiceName, string>>
  /** For people: no password in it. */
  readonly where: string
  /** When PostgreSQL is ours. */
  readonly embedded: KeptPostgres | undefined
  stop(): Promise<void>
}

/** Which databases to use. */
export interface DatabaseOptions {
  readonly dataDir: string
  /** False gives up safety for speed: tests. */
  readonly durable: boolean
  readonly adminUrl: string | undefined
  readonly databaseUrls: Partial<Record<ServiceName, string>>
  readonly secrets: Secrets
  readonly log: Log
}

/** Finds or starts PostgreSQL and sees to a database and a role for each service that was not given one. */
export async function openDatabases(options: DatabaseOptions): Promise<Databases> {
  const missing = serviceNames.filter((service) => options.databaseUrls[service] === undefined)
  await refuseUnusable(options)
  const builtIn = missing.length > 0 && options.adminUrl === undefined
  const embedded = builtIn ? await startOwn(options) : undefined
  try {
    const made = await provisionAll(options, missing, embedded?.url ?? options.adminUrl ?? '')
    const urls = { ...options.databaseUrls, ...made } as Record<ServiceName, string>
    return { urls, where: describe(urls, embedded), embedded, stop: async () => embedded?.stop() }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

async function refuseUnusable(options: DatabaseOptions): Promise<void> {
  const found = await checkDatabase(options)
  if (!found.ok) throw new StartFailure(found.advice)
}

async function startOwn({ dataDir, durable, log }: DatabaseOptions): Promise<KeptPostgres> {
  try {
    return await keepPostgres({ folder: join(dataDir, 'postgres'), durable, log })
  } catch (error) {
    const said = error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
    throw new StartFailure(`${said}: see postgres.log in the data folder, or set DATABASE_URL to use another server.`)
  }
}

async function provisionAll(
  { secrets }: DatabaseOptions,
  services: readonly ServiceName[],
  adminUrl: string,
): Promise<Record<string, string>> {
  try {
    const urls = services.map((service) => provisionDatabase(adminUrl, service, secrets.databasePasswords[service]))
    const made = await Promise.all(urls)
    return Object.fromEntries(services.map((service, index) => [service, made[index]!]))
  } catch (error) {
    throw new StartFailure(explainDatabaseError('DATABASE_URL', adminUrl, error))
  }
}

function describe(urls: Record<ServiceName, string>, embedded: KeptPostgres | undefined): string {
  if (embedded) return `built-in PostgreSQL on 127.0.0.1:${embedded.port}, data in ${embedded.folder}`
  return `PostgreSQL on ${[...new Set(Object.values(urls).map((url) => new URL(url).host))].join(', ')}`
}
