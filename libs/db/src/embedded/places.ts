import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, type Stats } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

import { type Account, canReach } from './account.js'

/** A short name for a path that no other path has. */
export const digest = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 16)

/** A folder for passing things that the account can enter; `lasting` prefers one that a reboot does not empty. */
export function reachableTemp(account: Account | undefined, lasting = false): string {
  const places = lasting ? ['/var/tmp', tmpdir(), '/tmp'] : [tmpdir(), '/tmp', '/var/tmp']
  const found = places.find((place) => canReach(account, place))
  if (found !== undefined) return found
  throw new Error('No temp folder can be entered by the account PostgreSQL runs under: run as a normal user.')
}

/** The folder asked for, or the same one every time in the temp folder when the account cannot enter the one asked for. */
export function reachableFolder(asked: string, account: Account | undefined, lasting: boolean): string {
  const folder = resolve(asked)
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 })
  if (canReach(account, dirname(folder))) return folder
  const standIn = join(reachableTemp(account, lasting), `kindred-data-${digest(folder)}`)
  if (existsSync(standIn) && !isOurs(lstatSync(standIn), account)) {
    throw new Error(`${standIn} belongs to somebody else: remove it or choose another data folder.`)
  }
  return standIn
}

const isOurs = (found: Stats, account: Account | undefined): boolean =>
  found.isDirectory() && [account?.uid, process.getuid?.()].includes(found.uid)
