import { execFile, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { freePorts } from '@kindred/testkit'

const run = promisify(execFile)
const home = '/usr/lib/postgresql'
const newest = existsSync(home)
  ? readdirSync(home)
      .sort((a, b) => Number(b) - Number(a))
      .find((version) => existsSync(join(home, version, 'bin', 'postgres')))
  : undefined
const account = (flag: string): number => Number(spawnSync('id', [flag, 'postgres']).stdout.toString().trim())

/** What this machine lacks of a PostgreSQL of Debian's with pgBackRest, which only root can run as `postgres`; CI has them. */
export const missingForRecovery: readonly string[] =
  process.env['CI'] === undefined
    ? [
        ...(newest === undefined ? ['postgresql'] : []),
        ...(spawnSync('pgbackrest', ['version']).status === 0 ? [] : ['pgbackrest']),
        ...(process.getuid?.() === 0 ? [] : ['root']),
      ]
    : []

/** A PostgreSQL of the distribution whose log pgBackRest keeps. */
export interface ArchivedPostgres {
  readonly url: string
  /** Runs pgBackRest with its settings; answers what it printed. */
  pgbackrest(...args: string[]): Promise<string>
  start(): Promise<void>
  /** Ends as by a power cut, and its disk is lost. */
  lose(): Promise<void>
  stop(): Promise<void>
}

/** Makes and starts one in a folder of its own; `stop` removes it. */
export async function startArchivedPostgres(): Promise<ArchivedPostgres> {
  const [port] = (await freePorts(1)) as [number]
  const folder = mkdtempSync(join(tmpdir(), 'kindred-archived-'))
  const [data, settings] = [join(folder, 'data'), join(folder, 'pgbackrest.conf')]
  const own = (path: string): void => chownSync(path, account('-u'), account('-g'))
  own(folder)
  for (const name of ['data', 'repo', 'log', 'lock', 'spool']) {
    mkdirSync(join(folder, name), { mode: 0o700 })
    own(join(folder, name))
  }
  writeFileSync(settings, settingsOf(folder, port))
  own(settings)
  const as = async (file: string, args: readonly string[]): Promise<string> =>
    (await run('runuser', ['-u', 'postgres', '--', file, ...args], { cwd: folder })).stdout
  const bin = join(home, newest!, 'bin')
  const control = (...args: string[]) =>
    as(join(bin, 'pg_ctl'), ['-D', data, '-l', join(folder, 'log', 'postgres'), '-w', '-t', '300', ...args])
  await as(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '--encoding=UTF8', '--locale=C.UTF-8'])
  appendFileSync(join(data, 'postgresql.conf'), serverSettings(folder, port, settings))
  const start = async (): Promise<void> => void (await control('start'))
  await start()
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    pgbackrest: (...args) => as('pgbackrest', [`--config=${settings}`, '--stanza=kindred', ...args]),
    start,
    async lose() {
      await control('stop', '-m', 'immediate')
      for (const name of readdirSync(data)) rmSync(join(data, name), { recursive: true })
    },
    async stop() {
      await control('stop', '-m', 'immediate').catch(() => undefined)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** As docs/backup.md has it, with folders of our own. */
const settingsOf = (folder: string, port: number): string => `[global]
repo1-path=${join(folder, 'repo')}
repo1-retention-full=2
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass=twelve-letters-and-more
start-fast=y
log-path=${join(folder, 'log')}
lock-path=${join(folder, 'lock')}
spool-path=${join(folder, 'spool')}

[kindred]
pg1-path=${join(folder, 'data')}
pg1-port=${port}
pg1-socket-path=${folder}
`

const serverSettings = (folder: string, port: number, settings: string): string => `
port = ${port}
listen_addresses = '127.0.0.1'
unix_socket_directories = '${folder}'
wal_level = replica
archive_mode = on
archive_command = 'pgbackrest --config=${settings} --stanza=kindred archive-push %p'
archive_timeout = 60
`
