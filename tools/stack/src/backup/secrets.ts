import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { generateSecrets, loadSecrets, type Secrets } from '../secrets.js'
import { StartFailure } from '../start-failure.js'
import type { BackupConfig } from './config.js'

/** What the databases are worth nothing without, as a set keeps it. */
export interface SavedSecrets {
  /** Of the data folder. */
  readonly secrets: Partial<Secrets>
  /** Of the environment, by their names there. */
  readonly environment: Readonly<Record<string, string>>
}

/** Which setting holds which secret where apps run by themselves. */
const settings = {
  SERVICE_SECRET: 'service',
  MEDIA_URL_SECRET: 'mediaUrl',
  AUTH_KEY_SECRET: 'authKey',
  AUTH_PERSON_SECRET: 'person',
  BOT_TOKEN: 'botToken',
  BOT_API_SECRET: 'botApi',
} as const satisfies Record<string, keyof Secrets>

/** The secrets of a Kindred; refuses to save one without those that its database cannot do without. */
export function collectSecrets({ dataDir, inherited }: BackupConfig): SavedSecrets {
  const secrets = existsSync(secretsFile(dataDir)) ? loadSecrets(dataDir) : {}
  const environment = Object.fromEntries(
    Object.keys(settings).flatMap((name) => (inherited[name] ? [[name, inherited[name]]] : [])),
  )
  const whole = wholeSecrets({ secrets, environment })
  if (whole.authKey === undefined || whole.person === undefined)
    throw new StartFailure(
      `There is neither ${secretsFile(dataDir)} nor AUTH_KEY_SECRET and AUTH_PERSON_SECRET: set what the services use, since nobody could sign in after a restore without them.`,
    )
  return { secrets, environment }
}

/** A data folder's own secrets win over the environment, as they do at a start. */
function wholeSecrets({ secrets, environment }: SavedSecrets): Partial<Secrets> {
  const told = Object.entries(settings).flatMap(([name, secret]) =>
    environment[name] === undefined ? [] : [[secret, environment[name]]],
  )
  return { ...(Object.fromEntries(told) as Partial<Secrets>), ...secrets }
}

/** The secrets as a data folder has them; those that were nowhere are made. */
export const restoredSecrets = (saved: SavedSecrets): Secrets => ({
  ...generateSecrets(),
  ...wholeSecrets(saved),
})

/** Puts the secrets of a set in their place. Others that are there stay beside them, as do those that were settings. */
export function placeSecrets(dataDir: string, secrets: Secrets, { environment }: SavedSecrets): void {
  mkdirSync(dataDir, { recursive: true })
  const file = secretsFile(dataDir)
  const text = `${JSON.stringify(secrets, null, 2)}\n`
  if (existsSync(file) && readFileSync(file, 'utf8') !== text) renameSync(file, `${file}.replaced`)
  writeOwn(file, text)
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}\n`)
  if (lines.length > 0) writeOwn(join(dataDir, 'restored.env'), lines.join(''))
}

function writeOwn(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

const secretsFile = (dataDir: string): string => join(dataDir, 'secrets.json')
