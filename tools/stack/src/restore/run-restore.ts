import { join } from 'node:path'

import { atDatabase, openSession } from '@kindred/db'
import type { Log } from '@kindred/kernel'

import { checkPieces } from '../backup/check.js'
import { type BackupConfig, openPhotos } from '../backup/config.js'
import { loadDatabase } from '../backup/databases/load.js'
import { refuseNewer } from '../backup/databases/migrations.js'
import { addErasures, type Erasures, findErasures, readErasures } from '../backup/erasures.js'
import { type Manifest, rowsOf } from '../backup/manifest.js'
import { withRoom } from '../backup/no-room.js'
import { loadPhotos } from '../backup/photos.js'
import { readManifest, type Repository } from '../backup/repository.js'
import { placeSecrets, restoredSecrets, type SavedSecrets } from '../backup/secrets.js'
import { openServer, rolesOn, type Server, type Target } from '../backup/target.js'
import { type ServiceName, serviceNames } from '../names.js'
import { checkDataFolder, checkNobodyElse } from '../preflight/data-folder.js'
import { ownDataFolder } from '../preflight/index.js'
import { findMarker, type Marker, placeMarker, removeMarker } from '../preflight/restore-marker.js'
import type { Secrets } from '../secrets.js'
import { StartFailure } from '../start-failure.js'
import type { Print } from '../step.js'
import { eraseFromRestored } from './erase-again.js'
import { emptyDatabase, hasTables } from './given-databases.js'
import {
  areLive,
  listLive,
  type MadeDatabases,
  makeFresh,
  refuseInUse,
  removeFormer,
  swap,
} from './made-databases.js'

/** Which set goes where. */
interface RestoreOptions {
  readonly config: BackupConfig
  readonly repository: Repository
  readonly set: string
  /** What is there may be replaced. */
  readonly replace: boolean
  readonly log: Log
  readonly print: Print
}

/** What a restore has brought back. */
export interface RestoreReport {
  readonly rows: number
  readonly photos: number
  /** Accounts that were erased after the backup, and are again. */
  readonly erased: number
}

/**
 * Restores a set. Everything is checked before anything changes; the databases are filled beside those that are live and take their place in
 * one step. Whatever cuts it off, the same command goes on; Kindred does not start before it has come to its end.
 */
export async function runRestore(options: RestoreOptions): Promise<RestoreReport> {
  const { config, repository, set, print } = options
  const manifest = await readManifest(repository, set)
  refuseNewer(manifest)
  await checkPieces(repository, manifest)
  print(`  every piece of ${set} is there and as it was written\n`)
  const saved = JSON.parse((await repository.get(manifest.secrets)).toString()) as SavedSecrets
  refuseUnusable(config)
  const sentence = `There is no room for what comes back, in ${config.dataDir} or on the disk of the database: make room and run the same npm run restore again. What was live before is as it was.`
  return withRoom({ folder: config.dataDir, sentence }, () => restoreTo(options, manifest, saved))
}

async function restoreTo(
  options: RestoreOptions,
  manifest: Manifest,
  saved: SavedSecrets,
): Promise<RestoreReport> {
  const { config } = options
  const disown = ownDataFolder(config.dataDir)
  try {
    const server = await openServer(config)
    try {
      return await restore(options, { manifest, saved, server, secrets: restoredSecrets(saved) })
    } finally {
      await server.close()
    }
  } finally {
    disown()
  }
}

function refuseUnusable({ dataDir }: BackupConfig): void {
  for (const finding of [checkDataFolder(dataDir), checkNobodyElse(dataDir)])
    if (!finding.ok) throw new StartFailure(finding.advice)
}

interface Given {
  readonly manifest: Manifest
  readonly saved: SavedSecrets
  readonly secrets: Secrets
  readonly server: Server
}

async function restore(options: RestoreOptions, given: Given): Promise<RestoreReport> {
  const { config, repository, set, log, print } = options
  const { manifest, secrets, server, saved } = given
  const { databaseUrls } = config
  const made = serviceNames.filter((service) => databaseUrls[service] === undefined)
  const databases = { adminUrl: server.adminUrl ?? '', serverIsOurs: server.isEmbedded, services: made }
  const marker = await begin(options, databases)
  const erasures = await knownErasures(options, databases)
  placeMarker(config.dataDir, marker)
  const { files, buckets } = await openPhotos(config, log)
  let photos = 0
  try {
    photos = await loadPhotos(repository, files, manifest.photos)
  } finally {
    for (const bucket of buckets) bucket.close()
  }
  print(`  ${photos} photos were brought back, ${Object.keys(manifest.photos).length - photos} were there\n`)
  if (made.length === 0 || !(await areLive(databases, set))) await fill(options, given, databases)
  placeSecrets(config.dataDir, secrets, saved)
  const urls = {
    ...(made.length > 0 && rolesOn(databases.adminUrl, secrets)),
    ...databaseUrls,
  } as Target['urls']
  const mediaFolder = config.inherited['MEDIA_FOLDER'] ?? join(config.dataDir, 'media')
  const erased = await eraseFromRestored({ config, urls, mediaFolder, secrets, erasures, log })
  print(`  ${erased} people who were erased after the backup are erased again\n`)
  if (made.length > 0) await removeFormer(databases)
  removeMarker(config.dataDir)
  return { rows: rowsOf(manifest), photos, erased }
}

/** Refuses what is in use or not empty, unless a restore of the same set was cut off here. */
async function begin({ config, set, replace }: RestoreOptions, databases: MadeDatabases): Promise<Marker> {
  const { dataDir, databaseUrls } = config
  const found = findMarker(dataDir)
  if (found !== undefined && found.set !== set)
    throw new StartFailure(
      `A restore of the set ${found.set} to ${dataDir} was cut off: end it first, with --set ${found.set}.`,
    )
  const made = databases.services.length > 0
  if (made) await refuseInUse(databases)
  if (found !== undefined) return found
  const live = made ? await listLive(databases) : []
  if (live.length > 0 && !replace)
    throw new StartFailure(
      `There is a Kindred already (kindred_${live[0]}): restore elsewhere, with --into or another DATABASE_URL, or give --replace to put the backup in its place.`,
    )
  const filling = serviceNames.filter((service) => databaseUrls[service] !== undefined)
  for (const service of filling) await refuseFilled(service, databaseUrls[service]!)
  return { set, filling }
}

async function refuseFilled(service: ServiceName, url: string): Promise<void> {
  if (await hasTables(url))
    throw new StartFailure(
      `${service.toUpperCase()}_DATABASE_URL names a database that is not empty: make a new one for the restore and name that. What was given is never replaced.`,
    )
}

/** Who was erased, as the list beside the sets and the databases that are about to go know it. */
async function knownErasures(
  { repository, replace }: RestoreOptions,
  databases: MadeDatabases,
): Promise<Erasures> {
  const isThere =
    replace &&
    databases.services.length === serviceNames.length &&
    (await listLive(databases)).length === serviceNames.length
  if (!isThere) return findErasures(repository)
  const sessionOn = (service: ServiceName) =>
    openSession({ url: atDatabase(databases.adminUrl, `kindred_${service}`), name: 'kindred restore' })
  const [auth, profile] = await Promise.all([sessionOn('auth'), sessionOn('profile')])
  try {
    return await addErasures(repository, await readErasures({ auth, profile }))
  } finally {
    await Promise.all([auth.close(), profile.close()])
  }
}

/** Fills every database beside the live ones, or those that were given, and makes them live. */
async function fill(options: RestoreOptions, given: Given, databases: MadeDatabases): Promise<void> {
  const { config, repository, set, log, print } = options
  const { manifest, secrets } = given
  for (const service of serviceNames) {
    const own = config.databaseUrls[service]
    if (own !== undefined) await emptyDatabase(own)
    const url = own ?? (await makeFresh(databases, service, { set, secrets, log }))
    await loadDatabase(repository, { service, saved: manifest.databases[service], url, log })
  }
  print(`  ${rowsOf(manifest)} rows are back, and every table is what was saved\n`)
  if (databases.services.length > 0) await swap(databases)
}
