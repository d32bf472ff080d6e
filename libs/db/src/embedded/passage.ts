import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import { type Account, canReach } from './account.js'

/** How a program of PostgreSQL is run: the first words of the command, and what `spawn` is told beside. */
export interface Passage {
  readonly prefix: readonly string[]
  readonly options: { readonly uid?: number; readonly gid?: number }
}

/** The folders that PostgreSQL's account has to get to; both are there. */
interface Wanted {
  /** Of the data. */
  readonly folder: string
  /** Of the programs. */
  readonly programs: string
}

/** The account cannot get to its data; the message is a sentence that ends with what mends it. */
export class UnreachableData extends Error {
  override readonly name = 'UnreachableData'

  constructor({ name }: Account, shut: readonly string[]) {
    super(
      `PostgreSQL does not run as root, and ${name}, the account that it runs under, cannot enter ${shut.join(' and ')}: run chmod o+x ${shut.join(' ')}`,
    )
  }
}

/**
 * In a mount namespace that ends with the program, an empty folder takes the place of each one that shuts the account out.
 * In it stand, under their own paths, the two folders that the account needs, and nothing else. Outside nothing changes.
 */
const script = `
set -e
umask 022
folder=$1 programs=$2 shut_folder=$3 shut_programs=$4 uid=$5 gid=$6
shift 6
exec 3<"$folder" 4<"$programs"
cover() { mount -t tmpfs -o mode=0755,size=1m kindred "$1"; }
uncover() { mkdir -p "$2"; mount -c --bind "/proc/self/fd/$1" "$2"; }
[ -z "$shut_folder" ] || cover "$shut_folder"
[ -z "$shut_programs" ] || [ "$shut_programs" = "$shut_folder" ] || cover "$shut_programs"
[ -z "$shut_folder" ] || uncover 3 "$folder"
[ -z "$shut_programs" ] || uncover 4 "$programs"
exec 3<&- 4<&-
cd "$folder"
exec setpriv --reuid "$uid" --regid "$gid" --clear-groups "$@"
`

/** The way for the account to both folders; undefined when there is none. */
export function findPassage(account: Account | undefined, { folder, programs }: Wanted): Passage | undefined {
  if (account === undefined) return { prefix: [], options: {} }
  const { uid, gid } = account
  const shut = [folder, programs].map((path) =>
    canReach(account, path) ? '' : (shutAbove(account, path)[0] ?? path),
  )
  if (shut.every((place) => place === '')) return { prefix: [], options: { uid, gid } }
  const inside = [
    'unshare',
    '--mount',
    '--propagation',
    'private',
    '/bin/sh',
    '-c',
    script,
    'kindred-postgres',
  ]
  const prefix = [...inside, folder, programs, ...shut, String(uid), String(gid)]
  return passes(prefix) ? { prefix, options: {} } : undefined
}

/** The folders on the way to a path that the account cannot pass, the topmost first. */
export const shutAbove = (account: Account, path: string): string[] =>
  ancestors(dirname(resolve(path))).filter((folder) => {
    const { mode, uid, gid } = statSync(folder)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    return (mode & bit) === 0
  })

const ancestors = (path: string): string[] =>
  dirname(path) === path ? [path] : [...ancestors(dirname(path)), path]

/** A container may not make namespaces, and a small system lacks the programs. */
function passes([file = '', ...args]: readonly string[]): boolean {
  return spawnSync(file, [...args, '/bin/sh', '-c', 'test -r . && test -x .'], { cwd: '/' }).status === 0
}
