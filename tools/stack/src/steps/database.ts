import { join } from 'node:path'

import { atDatabase, describeAddress, findDatabaseFault } from '@kindred/db'
import { provisionDatabase, removeProvisioned, UnreachableData } from '@kindred/db/embedded'
import type { Log } from '@kindred/kernel'
import { protectAudit } from '@kindred/safety'

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
  readonly listenUrls: Partial<Record<ServiceName, string>>
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
    const adminUrl = embedded?.url ?? options.adminUrl ?? ''
    const made = await provisionAll(options, missing, { adminUrl, serverIsOurs: builtIn })
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
    if (error instanceof UnreachableData)
      throw new StartFailure(`${said}, or keep the data elsewhere: DATA_DIR=/var/lib/kindred npm start.`)
    throw new StartFailure(
      `${said}: see postgres.log in the data folder, or set DATABASE_URL to use another server.`,
    )
  }
}

interface Server {
  readonly adminUrl: string
  readonly serverIsOurs: boolean
}

/** All of them or none: a start that fails leaves no roles and databases behind that were not there before. */
async function provisionAll(
  { secrets, log }: DatabaseOptions,
  services: readonly ServiceName[],
  { adminUrl, serverIsOurs }: Server,
): Promise<Record<string, string>> {
  const made: string[] = []
  const provision = async (service: ServiceName): Promise<[ServiceName, string]> => {
    const options = { serverIsOurs, made }
    const url = await provisionDatabase(adminUrl, service, secrets.databasePasswords[service], options)
    await refuseUnusableRole(url, `kindred_${service}`)
    // Its record is out of the service's own reach.
    if (service === 'safety')
      await protectAudit({ adminUrl: atDatabase(adminUrl, 'kindred_safety'), role: 'kindred_safety', log })
    return [service, url]
  }
  const outcomes = await Promise.allSettled(services.map(provision))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed === undefined)
    return Object.fromEntries(
      outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
    )
  await removeProvisioned(adminUrl, made).catch(() => undefined)
  if (failed.reason instanceof StartFailure) throw failed.reason
  throw new StartFailure(explainDatabaseError('DATABASE_URL', adminUrl, failed.reason))
}

/** The role must really be who the service signs in as, with its password and nobody's powers but its own. */
async function refuseUnusableRole(url: string, user: string): Promise<void> {
  let fault: string | undefined
  try {
    fault = await findDatabaseFault(url, { ownTables: true, user })
  } catch (error) {
    fault = `${describeAddress(url)} refuses ${user}, the role made for a service (${explanationOf(error)}): let it sign in with a password, scram-sha-256 in pg_hba.conf`
  }
  if (fault !== undefined) throw new StartFailure(`DATABASE_URL ${fault}.`)
}

const explanationOf = (error: unknown): string =>
  (error instanceof Error ? error.message.split('\n')[0] : undefined) ?? ''

function describe(urls: Record<ServiceName, string>, embedded: KeptPostgres | undefined): string {
  if (embedded) return `built-in PostgreSQL on 127.0.0.1:${embedded.port}, data in ${embedded.folder}`
  return `PostgreSQL on ${[...new Set(Object.values(urls).map(describeAddress))].join(', ')}`
}
