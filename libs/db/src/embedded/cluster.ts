import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Account } from './account.js'
import type { Binaries } from './binaries.js'
import type { Passage } from './passage.js'

/** A data folder that has been initialised. */
export interface Cluster {
  readonly data: string
  /** Of the superuser `postgres`; empty for a cluster that is not meant to last. */
  readonly password: string
}

/** How a cluster is made. */
interface ClusterOptions {
  readonly folder: string
  readonly durable: boolean
  readonly account: Account | undefined
  readonly binaries: Binaries
  readonly passage: Passage
}

/** The cluster in `folder`, made when there is none; one that was interrupted while being made is made again. */
export function ensureCluster(options: ClusterOptions): Cluster {
  const { folder } = options
  const data = join(folder, 'data')
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(options, data)
  refuseOtherVersion(data, options.binaries)
  return { data, password: options.durable ? readFileSync(passwordFile(folder), 'utf8').trim() : '' }
}

const passwordFile = (folder: string): string => join(folder, 'superuser-password')

function initialise(options: ClusterOptions, data: string): void {
  const { folder, durable, binaries, passage } = options
  const fresh = join(folder, 'data.new')
  rmSync(fresh, { recursive: true, force: true })
  const [file = '', ...words] = [
    ...passage.prefix,
    join(binaries.bin, 'initdb'),
    '-D',
    fresh,
    ...initFlags(options),
  ]
  const said = spawnSync(file, words, {
    ...passage.options,
    cwd: folder,
    encoding: 'utf8',
  })
  if (said.status !== 0)
    throw new Error(`initdb failed: ${(said.stderr || said.error?.message) ?? ''}`.trim())
  if (durable) rmSync(join(folder, 'data'), { recursive: true, force: true })
  renameSync(fresh, data)
}

function initFlags({ folder, durable, account, binaries }: ClusterOptions): string[] {
  const locale = binaries.major >= 17 ? ['--locale-provider=builtin', '--locale=C.UTF-8'] : ['--locale=C']
  const common = ['-U', 'postgres', '-E', 'UTF8', ...locale, '--lc-messages=C']
  if (!durable) return [...common, '--auth=trust', '--no-sync']
  const file = passwordFile(folder)
  writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  if (account) chownSync(file, account.uid, account.gid)
  return [...common, '--auth=scram-sha-256', `--pwfile=${file}`]
}

function refuseOtherVersion(data: string, binaries: Binaries): void {
  const version = Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10)
  if (version === binaries.major) return
  throw new Error(
    `${data} was made by PostgreSQL ${version}, but ${binaries.major} is what is installed: move the folder away.`,
  )
}
