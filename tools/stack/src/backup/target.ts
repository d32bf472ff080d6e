import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { withRole } from '@kindred/db'
import { findPostmaster, startEmbeddedPostgres } from '@kindred/db/embedded'

import { forEachName, type ServiceName, serviceNames } from '../names.js'
import { loadSecrets, type Secrets } from '../secrets.js'
import { StartFailure } from '../start-failure.js'
import type { BackupConfig } from './config.js'

/** The server with the databases that the settings name. */
export interface Server {
  /** By which databases can be made; undefined when every service was given its own. */
  readonly adminUrl: string | undefined
  /** PostgreSQL is Kindred's own. */
  readonly isEmbedded: boolean
  close(): Promise<void>
}

/** The databases of a Kindred that is there. */
export interface Target extends Server {
  /** Each service's database, by its own role. */
  readonly urls: Readonly<Record<ServiceName, string>>
}

const nothing = (): Promise<void> => Promise.resolve()

/** Finds the server; starts the built-in PostgreSQL when it is the one and does not run, and makes it where there is none. */
export async function openServer({ dataDir, adminUrl, databaseUrls }: BackupConfig): Promise<Server> {
  const isGiven = serviceNames.every((service) => databaseUrls[service] !== undefined)
  if (isGiven || adminUrl !== undefined)
    return { adminUrl: isGiven ? undefined : adminUrl, isEmbedded: false, close: nothing }
  const folder = join(dataDir, 'postgres')
  const running = findPostmaster(join(folder, 'data'))
  if (running !== undefined) {
    const password = readFileSync(join(folder, 'superuser-password'), 'utf8').trim()
    const url = `postgres://postgres:${password}@127.0.0.1:${running.port}/postgres`
    return { adminUrl: url, isEmbedded: true, close: nothing }
  }
  const { url, stop } = await startEmbeddedPostgres({ folder, durable: true, guard: true })
  return { adminUrl: url, isEmbedded: true, close: stop }
}

/** Finds the databases of a Kindred that was started before. */
export async function openTarget(config: BackupConfig): Promise<Target> {
  const { dataDir, databaseUrls } = config
  const isGiven = serviceNames.every((service) => databaseUrls[service] !== undefined)
  if (!isGiven && !existsSync(join(dataDir, 'secrets.json')))
    throw new StartFailure(
      `There is no Kindred in ${dataDir}: name its folder in DATA_DIR, or its databases in AUTH_DATABASE_URL and those of the other services.`,
    )
  const server = await openServer(config)
  const roles = server.adminUrl === undefined ? {} : rolesOn(server.adminUrl, loadSecrets(dataDir))
  return { ...server, urls: { ...roles, ...databaseUrls } as Target['urls'] }
}

/** The databases that the start makes on a server, each by its role. */
export function rolesOn(url: string, { databasePasswords }: Secrets): Target['urls'] {
  return forEachName(serviceNames, (service) => {
    const name = `kindred_${service}`
    return withRole(url, { user: name, password: databasePasswords[service], database: name })
  })
}
