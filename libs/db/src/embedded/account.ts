import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'

/** The unprivileged account that PostgreSQL runs under when we are root. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const preferred = ['postgres', 'nobody']

/**
 * The account for a data folder: undefined when we are not root and it runs as ourselves. PostgreSQL refuses uid 0 and
 * wants an entry in /etc/passwd.
 */
export function accountFor(folder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const known = readFileSync('/etc/passwd', 'utf8').split('\n').map(parseAccount)
  const owner = existsSync(folder) ? statSync(folder).uid : 0
  const owned = known.find((account) => account.uid === owner && owner !== 0)
  const found = owned ?? preferred.map((name) => known.find((account) => account.name === name)).find(Boolean)
  if (found) return found
  throw new Error(
    'PostgreSQL does not run as root and there is no account `postgres` or `nobody`: run as a normal user.',
  )
}

function parseAccount(line: string): Account {
  const [name = '', , uid, gid] = line.split(':')
  return { name, uid: Number(uid), gid: Number(gid) }
}

/** True when the account can read and enter the folder, all folders above it included. */
export function canReach(account: Account | undefined, folder: string): boolean {
  if (account === undefined) return true
  return (
    spawnSync('/bin/sh', ['-c', 'test -r "$0" && test -x "$0"', folder], {
      uid: account.uid,
      gid: account.gid,
      cwd: '/',
    }).status === 0
  )
}
