import { setPriority } from 'node:os'

import { createLog } from '@kindred/runtime'

import { directConfig, readPassphrase } from './backup/config.js'
import { openObjects } from './backup/objects/index.js'
import { backupUsage, readBackupArguments } from './backup/options.js'
import { listSets, openRepository, type Repository } from './backup/repository.js'
import { type BackupReport, runBackup, saveErasures } from './backup/run-backup.js'
import { versionOf } from './backup/version.js'
import { checkout, print, runCommand } from './command.js'
import { readStartConfig } from './read-config.js'
import { StartFailure } from './start-failure.js'

const log = createLog({ name: 'backup', level: 'error', pretty: true })

await runCommand({ usage: backupUsage, run: main })

async function main(args: readonly string[]): Promise<number | undefined> {
  const asked = readBackupArguments(args)
  if (asked === undefined) return undefined
  // People come first on the same machine.
  setPriority(10)
  const passphrase = readPassphrase(process.env)
  const config = directConfig(readStartConfig(process.env, [], checkout))
  const objects = await openObjects(asked.place, process.env)
  try {
    const repository = await openRepository(objects, { passphrase, mayCreate: asked.work !== 'list' })
    if (asked.work === 'list') return await list(repository)
    if (asked.work === 'erasures') {
      print(
        `${await saveErasures({ config, repository })} erased people are on the list in ${objects.where}.\n`,
      )
      return 0
    }
    const startedAt = performance.now()
    print(`Backing up to ${objects.where}\n`)
    const { keep } = asked
    const report = await runBackup({ config, repository, version: versionOf(checkout), keep, log, print })
    print(describe(report, performance.now() - startedAt))
    return 0
  } finally {
    objects.close()
  }
}

function describe(report: BackupReport, ms: number): string {
  const { id, rows, bytes, photos, missingPhotos, kept } = report
  const missing =
    missingPhotos === 0
      ? ''
      : `${missingPhotos} photos have no files any more: they are missing from the set.\n`
  const cutOffTold =
    kept.cutOff === 0
      ? ''
      : `${kept.cutOff} others were cut off or are under way: none of them is restored, and they are removed after a day.\n`
  return `The set ${id} is complete after ${(ms / 1000).toFixed(1)} s: ${rows} rows and ${photos} photos, ${(bytes / 1024 ** 2).toFixed(1)} MB.
${missing}${cutOffTold}${kept.sets} complete sets are there; ${kept.removedSets} old ones and ${kept.removedPhotos} photos of theirs were removed.
`
}

async function list(repository: Repository): Promise<number> {
  const { complete, cutOff } = await listSets(repository)
  for (const id of complete) print(`${id}\n`)
  for (const id of cutOff) print(`${id}  under way, or cut off\n`)
  if (complete.length > 0) return 0
  throw new StartFailure(`There is no complete set in ${repository.objects.where}.`)
}
