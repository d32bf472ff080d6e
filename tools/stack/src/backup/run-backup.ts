import { existsSync } from 'node:fs'

import { noteBackup } from '@kindred/auth'
import { openSession } from '@kindred/db'
import type { Log } from '@kindred/kernel'

import { forEachName, type ServiceName, serviceNames } from '../names.js'
import type { Print } from '../step.js'
import { checkDatabases } from './check.js'
import { type BackupConfig, openPhotos } from './config.js'
import { saveDatabase } from './databases/save.js'
import { openSnapshots, type Snapshots } from './databases/snapshots.js'
import { addErasures, readErasures } from './erasures.js'
import { bytesOf, type Manifest, rowsOf, type SavedDatabase } from './manifest.js'
import { savePhotos } from './photos.js'
import { type Kept, pruneSets } from './prune.js'
import { listSets, newSetId, readManifest, type Repository, saveManifest } from './repository.js'
import { collectSecrets } from './secrets.js'
import { shareOut } from './share-out.js'
import { openTarget, type Target } from './target.js'

/** What is backed up, where to, and what is kept there. */
interface BackupOptions {
  readonly config: BackupConfig
  readonly repository: Repository
  readonly version: string
  /** Complete sets that stay; all when undefined. */
  readonly keep: number | undefined
  readonly log: Log
  readonly print: Print
}

/** A set that is complete. */
export interface BackupReport {
  readonly id: string
  readonly rows: number
  readonly bytes: number
  readonly photos: number
  readonly copiedPhotos: number
  readonly missingPhotos: number
  /** For how long events between services waited, milliseconds. */
  readonly pauseMs: number
  readonly kept: Kept
}

/** Saves all databases, photos and secrets, restores the databases into scratch, compares every table, and only then calls the set complete. */
export async function runBackup(options: BackupOptions): Promise<BackupReport> {
  const { config, repository, log, print } = options
  const target = await openTarget(config)
  try {
    const id = newSetId(new Date())
    const { manifest, copied, pauseMs } = await save(options, target, id)
    print('  comparing: the databases are restored into scratch\n')
    const folder = existsSync(config.dataDir) ? config.dataDir : undefined
    await checkDatabases(repository, manifest, { folder, log })
    await saveManifest(repository, id, manifest)
    await within(target, 'auth', noteBackup)
    const kept = await pruneSets(repository, options.keep)
    return {
      id,
      rows: rowsOf(manifest),
      bytes: bytesOf(manifest),
      photos: Object.keys(manifest.photos).length,
      copiedPhotos: copied,
      missingPhotos: manifest.missingPhotos.length,
      pauseMs,
      kept,
    }
  } finally {
    await target.close()
  }
}

/** Brings the list of erased people beside the sets up to date, and nothing else. */
export async function saveErasures({
  config,
  repository,
}: Pick<BackupOptions, 'config' | 'repository'>): Promise<number> {
  const target = await openTarget(config)
  try {
    const { erased } = await within(target, 'auth', (auth) =>
      within(target, 'profile', async (profile) =>
        addErasures(repository, await readErasures({ auth, profile })),
      ),
    )
    return erased.length
  } finally {
    await target.close()
  }
}

async function within<Result>(
  { urls }: Target,
  service: ServiceName,
  work: (session: Awaited<ReturnType<typeof openSession>>) => Promise<Result>,
): Promise<Result> {
  const session = await openSession({ url: urls[service], name: 'kindred backup' })
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

/** Databases that are saved side by side. */
const databasesAtOnce = 2

async function save(
  { config, repository, version, log, print }: BackupOptions,
  target: Target,
  id: string,
): Promise<{ manifest: Manifest; copied: number; pauseMs: number }> {
  const place = `sets/${id}`
  const secrets = await repository.put(
    `${place}/secrets`,
    Buffer.from(JSON.stringify(collectSecrets(config))),
  )
  const snapshots = await openSnapshots(target.urls)
  const { files, buckets } = await openPhotos(config, log)
  try {
    const { of, takenAt, pauseMs } = snapshots
    print(`  one view of all databases, for which events waited ${Math.round(pauseMs)} ms\n`)
    await addErasures(repository, await readErasures(of))
    const saved: Partial<Record<ServiceName, SavedDatabase>> = {}
    await shareOut(serviceNames, databasesAtOnce, async (service) => {
      saved[service] = await saveDatabase(of[service], repository, `${place}/${service}`)
    })
    const databases = forEachName(serviceNames, (service) => saved[service]!)
    print('  the databases are saved\n')
    const known = await knownPhotos(repository)
    const { photos, missing, copied } = await savePhotos(
      { files, repository, known },
      await photoKeys(snapshots),
    )
    print(`  ${copied} photos are new of ${Object.keys(photos).length}\n`)
    const about = { format: 1, takenAt: takenAt.toISOString(), version } as const
    return { manifest: { ...about, databases, secrets, photos, missingPhotos: missing }, copied, pauseMs }
  } finally {
    await snapshots.close()
    for (const bucket of buckets) bucket.close()
  }
}

/** The files that the snapshot names, as photos or as evidence. */
async function photoKeys({ of: { media } }: Snapshots): Promise<string[]> {
  const rows = await media.query<{ storage_key: string }>(
    'select storage_key from photo union select storage_key from held_photo order by 1',
  )
  return rows.map((row) => row.storage_key)
}

/** What the latest complete set says of photos that are there already. */
async function knownPhotos(repository: Repository): Promise<Manifest['photos']> {
  const latest = (await listSets(repository)).complete.at(-1)
  return latest === undefined ? {} : (await readManifest(repository, latest)).photos
}
