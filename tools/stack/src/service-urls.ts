import { join } from 'node:path'

import { withRole } from '@kindred/db'
import { findPostmaster, startEmbeddedPostgres } from '@kindred/db/embedded'

import type { StartConfig } from './config.js'
import type { ServiceName } from './names.js'
import { loadSecrets } from './secrets.js'

/** Where the databases of services are. */
export interface ServiceUrls {
  urlOf(service: ServiceName): string
  /** Stops the built-in server when it did not run before. */
  close(): Promise<void>
}

/** Finds the databases of these services as a start with the same settings does: those that are named, those of a server, or the built-in ones. */
export async function openServiceUrls(
  { databaseUrls, adminUrl, dataDir }: StartConfig,
  services: readonly ServiceName[],
): Promise<ServiceUrls> {
  const nothing = (): Promise<void> => Promise.resolve()
  const own = (server: string) => (service: ServiceName) =>
    databaseUrls[service] ??
    withRole(server, {
      user: `kindred_${service}`,
      password: loadSecrets(dataDir).databasePasswords[service],
      database: `kindred_${service}`,
    })
  if (services.every((service) => databaseUrls[service] !== undefined))
    return { urlOf: own('postgres://127.0.0.1/postgres'), close: nothing }
  if (adminUrl !== undefined) return { urlOf: own(adminUrl), close: nothing }
  const folder = join(dataDir, 'postgres')
  const running = findPostmaster(join(folder, 'data'))
  if (running !== undefined)
    return { urlOf: own(`postgres://127.0.0.1:${running.port}/postgres`), close: nothing }
  const server = await startEmbeddedPostgres({ folder, durable: true, guard: true })
  return { urlOf: own(server.url), close: server.stop }
}
