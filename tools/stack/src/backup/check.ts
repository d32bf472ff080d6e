import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { atDatabase, openSession } from '@kindred/db'
import { startEmbeddedPostgres } from '@kindred/db/embedded'
import type { Log } from '@kindred/kernel'

import { serviceNames } from '../names.js'
import { loadDatabase } from './databases/load.js'
import { type Manifest, piecesOf } from './manifest.js'
import { withRoom } from './no-room.js'
import type { Repository } from './repository.js'
import { shareOut } from './share-out.js'

const atOnce = 8

/** Reads every piece of a set and compares it with its hash; throws at the first that is missing or damaged. */
export const checkPieces = (repository: Repository, manifest: Manifest): Promise<void> =>
  shareOut(piecesOf(manifest), atOnce, async (piece) => void (await repository.get(piece)))

/** Restores the databases of a set into a PostgreSQL made for it and compares every table; throws at the first that differs. */
export async function checkDatabases(
  repository: Repository,
  manifest: Pick<Manifest, 'databases'>,
  { folder, log }: { readonly folder: string | undefined; readonly log: Log },
): Promise<void> {
  const parent = folder ?? tmpdir()
  const sentence = `There is no room in ${parent} to restore the databases for comparison, which takes as much as they do: make room there and run it again. Nothing was changed.`
  await withRoom({ folder: parent, sentence }, async () => {
    const scratch = mkdtempSync(join(parent, 'kindred-check-'))
    try {
      chmodSync(scratch, 0o755)
      await compareIn(scratch, repository, manifest, log)
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  })
}

async function compareIn(
  scratch: string,
  repository: Repository,
  manifest: Pick<Manifest, 'databases'>,
  log: Log,
): Promise<void> {
  const server = await startEmbeddedPostgres({ folder: scratch, durable: false, guard: 'remove' })
  try {
    const admin = await openSession({ url: server.url, name: 'kindred check' })
    try {
      for (const service of serviceNames) await admin.query(`create database ${service} template template0`)
    } finally {
      await admin.close()
    }
    for (const service of serviceNames) {
      const url = atDatabase(server.url, service)
      await loadDatabase(repository, { service, saved: manifest.databases[service], url, log })
    }
  } finally {
    await server.stop()
  }
}
