import { resolve } from 'node:path'

import type { Log } from '@kindred/kernel'
import { createLog } from '@kindred/runtime'

import { checkDatabases, checkPieces } from './backup/check.js'
import { directConfig, readPassphrase } from './backup/config.js'
import { refuseNewer } from './backup/databases/migrations.js'
import { openObjects } from './backup/objects/index.js'
import { readRestoreArguments, restoreUsage } from './backup/options.js'
import { latestSet, openRepository, readManifest, type Repository } from './backup/repository.js'
import { checkout, print, runCommand } from './command.js'
import { readStartConfig } from './read-config.js'
import { runRestore } from './restore/run-restore.js'

await runCommand({ usage: restoreUsage, run: main })

async function main(args: readonly string[]): Promise<number | undefined> {
  const asked = readRestoreArguments(args)
  if (asked === undefined) return undefined
  const log = createLog({ name: 'restore', level: 'error', pretty: true })
  const passphrase = readPassphrase(process.env)
  const settings = directConfig(readStartConfig(process.env, [], checkout))
  const config =
    asked.into === undefined ? settings : { ...settings, ...aside(asked.into, settings.inherited) }
  const objects = await openObjects(asked.place, process.env)
  try {
    const repository = await openRepository(objects, { passphrase, mayCreate: false })
    const set = asked.set ?? (await latestSet(repository))
    if (asked.check) return await check(repository, set, log)
    const startedAt = performance.now()
    print(`Restoring ${set} from ${objects.where}\n`)
    const { replace } = asked
    const { rows } = await runRestore({ config, repository, set, replace, log, print })
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    const start = asked.into === undefined ? 'npm start' : `DATA_DIR=${config.dataDir} npm start`
    print(`Restored after ${seconds} s: ${rows} rows. Start it: ${start}\n`)
    return 0
  } finally {
    objects.close()
  }
}

/** A data folder with a PostgreSQL and photos of its own, wherever the settings have them. */
function aside(
  folder: string,
  { MEDIA_FOLDER: _, MEDIA_S3_URL: __, MEDIA_MOVE_FROM: ___, ...inherited }: NodeJS.ProcessEnv,
) {
  return { dataDir: resolve(folder), adminUrl: undefined, databaseUrls: {}, inherited }
}

async function check(repository: Repository, set: string, log: Log): Promise<number> {
  const manifest = await readManifest(repository, set)
  refuseNewer(manifest)
  await checkPieces(repository, manifest)
  await checkDatabases(repository, manifest, { folder: undefined, log })
  print(`${set} can be restored: every piece is there, and every table comes back as it was saved.\n`)
  return 0
}
