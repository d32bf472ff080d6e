import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Log } from '@kindred/kernel'
import { type OpenStores, openStores, readStores } from '@kindred/media'
import { openEnv } from '@kindred/runtime'

import type { StartConfig } from '../config.js'
import { codeOf, StartFailure } from '../start-failure.js'

/** The Kindred that a backup is made of or restored to, by the settings that `npm start` reads. */
export type BackupConfig = Pick<StartConfig, 'dataDir' | 'adminUrl' | 'databaseUrls' | 'inherited'>

/** The settings of `npm start` as backups need them: PostgreSQL itself, where services go through a pooler that shares sessions. */
export const directConfig = ({
  databaseUrls,
  listenUrls,
  dataDir,
  adminUrl,
  inherited,
}: StartConfig): BackupConfig => ({
  dataDir,
  adminUrl,
  databaseUrls: { ...databaseUrls, ...listenUrls },
  inherited,
})

const leastLetters = 12

/** The passphrase that the environment names or holds; an argument could be read by everybody on the machine. */
export function readPassphrase(environment: NodeJS.ProcessEnv): string {
  const { BACKUP_PASSPHRASE: given, BACKUP_PASSPHRASE_FILE: file } = environment
  const passphrase = (file ? readFileOf(file) : (given ?? '')).trim()
  if (passphrase.length >= leastLetters) return passphrase
  throw new StartFailure(
    passphrase === ''
      ? 'Backups are sealed: set BACKUP_PASSPHRASE_FILE to a file with a passphrase, or BACKUP_PASSPHRASE to the passphrase itself. Without it nobody can restore them: keep it elsewhere, too.'
      : `The passphrase of the backups is too short: take at least ${leastLetters} characters.`,
  )
}

function readFileOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartFailure(
      `BACKUP_PASSPHRASE_FILE: ${file} cannot be read (${codeOf(error)}): correct the path or its permissions.`,
    )
  }
}

/** The photos of a Kindred: in the bucket or the folder that the settings name, else in the data folder. */
export function openPhotos({ dataDir, inherited }: BackupConfig, log: Log): Promise<OpenStores> {
  const MEDIA_FOLDER = inherited['MEDIA_FOLDER'] ?? join(dataDir, 'media')
  const env = openEnv({ ...inherited, MEDIA_FOLDER })
  const settings = readStores(env)
  env.done()
  return openStores(settings, log)
}
