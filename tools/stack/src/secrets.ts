import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

import { forEachName, type ServiceName, serviceNames } from './names.js'
import { StartFailure } from './start-failure.js'

/** What is generated once per data folder and never leaves this machine. */
export interface Secrets {
  readonly service: string
  readonly mediaUrl: string
  /** Seals auth's signing keys. */
  readonly authKey: string
  /** Makes the keys by which services know a person again after a deletion. */
  readonly person: string
  /** A bot token that Telegram never gave out, for as long as there is no real one. */
  readonly botToken: string
  /** The bot's credential at the gateway. */
  readonly botApi: string
  readonly databasePasswords: Readonly<Record<ServiceName, string>>
}

/** The secrets of a data folder, generated at its first start; only the owner may read them. */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  const known: Partial<Secrets> = existsSync(file) ? parse(file) : {}
  const fresh = generateSecrets()
  const databasePasswords = { ...fresh.databasePasswords, ...known.databasePasswords }
  const secrets = { ...fresh, ...known, databasePasswords }
  // A data folder of an older Kindred lacks what is newer, the password of a new service too.
  if (!isDeepStrictEqual(known, secrets)) {
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return secrets
}

/** Fresh secrets. */
export const generateSecrets = (): Secrets => ({
  service: secret(),
  mediaUrl: secret(),
  authKey: secret(),
  person: secret(),
  botToken: `${randomInt(1_000_000_000, 9_999_999_999)}:${randomBytes(26).toString('base64url')}`,
  botApi: secret(),
  databasePasswords: forEachName(serviceNames, secret),
})

const secret = (): string => randomBytes(32).toString('hex')

function parse(file: string): Partial<Secrets> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>
  } catch {
    throw new StartFailure(`${file} cannot be read: restore it, or remove the data folder to start over.`)
  }
}
