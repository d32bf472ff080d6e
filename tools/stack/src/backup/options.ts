import { parseArgs } from 'node:util'

import { StartFailure } from '../start-failure.js'

/** What `npm run backup` is told. */
interface BackupArguments {
  /** A folder, or the address of a bucket. */
  readonly place: string
  readonly keep: number | undefined
  readonly work: 'save' | 'erasures' | 'list'
}

export const backupUsage = `Usage: npm run backup -- FOLDER | BUCKET [flags]

  npm run backup -- /mnt/backups              all databases, photos and secrets, sealed; compared by restoring them into scratch
  npm run backup -- https://KEY:SECRET@host/bucket/folder?region=…    the same into a bucket of any S3
  npm run backup -- /mnt/backups --keep 14    and removes all complete sets but the newest 14
  npm run backup -- /mnt/backups --erasures   only brings the list of erased people there up to date: run it every few minutes
  npm run backup -- /mnt/backups --list       which sets there are

The passphrase is in the file BACKUP_PASSPHRASE_FILE, or in BACKUP_PASSPHRASE; for a bucket leave KEY:SECRET@ out and set
AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, since others on the machine can read arguments. The other settings are those of npm start.
`

/** What `npm run restore` is told. */
interface RestoreArguments {
  readonly place: string
  /** The newest complete one unless told. */
  readonly set: string | undefined
  /** A data folder, instead of DATA_DIR. */
  readonly into: string | undefined
  readonly replace: boolean
  /** Only says whether the set could be restored. */
  readonly check: boolean
}

export const restoreUsage = `Usage: npm run restore -- FOLDER | BUCKET [flags]

  npm run restore -- /mnt/backups             the newest complete set, to where DATA_DIR or DATABASE_URL say; nothing may be there yet
  npm run restore -- /mnt/backups --into /tmp/drill    to a data folder of its own, beside a Kindred that runs
  npm run restore -- /mnt/backups --set 20261130T023416Z-1f09ab        another set: npm run backup -- /mnt/backups --list
  npm run restore -- /mnt/backups --replace   in the place of the Kindred that is there; stop it first
  npm run restore -- /mnt/backups --check     reads all of a set and restores its databases into scratch; changes nothing
`

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const

/** Undefined when they name no place, or more than one. */
export function readBackupArguments(args: readonly string[]): BackupArguments | undefined {
  const flags = { keep: text, erasures: flag, list: flag } as const
  const { values, positionals } = understood('backup', () =>
    parseArgs({ args: [...args], options: flags, allowPositionals: true }),
  )
  const [place, ...more] = positionals
  if (place === undefined || more.length > 0) return undefined
  const keep = values.keep === undefined ? undefined : Number(values.keep)
  if (keep !== undefined && !(Number.isInteger(keep) && keep >= 1))
    throw new StartFailure('--keep takes the number of complete sets that stay, 1 or more.')
  return { place, keep, work: values.list === true ? 'list' : values.erasures === true ? 'erasures' : 'save' }
}

/** Undefined when they name no place, or more than one. */
export function readRestoreArguments(args: readonly string[]): RestoreArguments | undefined {
  const flags = { set: text, into: text, replace: flag, check: flag } as const
  const { values, positionals } = understood('restore', () =>
    parseArgs({ args: [...args], options: flags, allowPositionals: true }),
  )
  const [place, ...more] = positionals
  if (place === undefined || more.length > 0) return undefined
  return {
    place,
    set: values.set,
    into: values.into,
    replace: values.replace === true,
    check: values.check === true,
  }
}

function understood<Parsed>(command: string, parse: () => Parsed): Parsed {
  try {
    return parse()
  } catch (error) {
    const [first] = (error as Error).message.split('\n')
    throw new StartFailure(`${first?.replace(/\.$/, '')}. See npm run ${command} -- --help.`)
  }
}
