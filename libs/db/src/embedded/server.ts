import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

import { pause } from '@kindred/kernel'

import type { Account } from './account.js'
import type { Binaries } from './binaries.js'
import type { Passage } from './passage.js'
import { isAlive, type Postmaster, readPostmaster } from './postmaster.js'

/** What a server is launched with. */
export interface LaunchOptions {
  readonly folder: string
  readonly data: string
  readonly durable: boolean
  readonly port?: number | undefined
  readonly account: Account | undefined
  readonly binaries: Binaries
  readonly passage: Passage
  readonly settings?: Readonly<Record<string, string | number>>
  /** Told of each process as soon as there is one, ready or not. */
  readonly onSpawn?: ((pid: number) => void) | undefined
}

const readyWithinMs = 60_000
const relaunchWithinMs = 15_000

/** Launches the server and waits until it takes connections. */
export async function launch(options: LaunchOptions): Promise<Postmaster> {
  const giveUp = Date.now() + relaunchWithinMs
  for (;;) {
    const { child, logFrom } = spawnServer(options, options.port ?? (await freePort()))
    try {
      return await awaitReady(options.data, child.pid ?? 0, child)
    } catch (error) {
      const said = readFileSync(logFile(options), 'utf8').slice(logFrom)
      if (Date.now() > giveUp || !passes(said, options))
        throw new Error(explain(said, error), { cause: error })
      await pause(100)
    }
  }
}

const logFile = ({ folder }: LaunchOptions): string => join(folder, 'postgres.log')

/** The backends of a killed server hold its shared memory for a moment; a free port may be taken before we get it. */
function passes(said: string, options: LaunchOptions): boolean {
  if (said.includes('pre-existing shared memory block')) return true
  return options.port === undefined && said.includes('could not bind')
}

function explain(said: string, error: unknown): string {
  const fatal = said.split('\n').filter((line) => /FATAL|PANIC|ERROR|HINT|could not/.test(line))
  return `PostgreSQL did not start: ${fatal.slice(-3).join(' ') || (error as Error).message}`
}

function spawnServer(options: LaunchOptions, port: number): { child: ChildProcess; logFrom: number } {
  const { account, binaries, data, folder, passage } = options
  const log = openSync(logFile(options), 'a', 0o600)
  if (account) chownSync(logFile(options), account.uid, account.gid)
  const logFrom = fstatSync(log).size
  const [file = '', ...words] = [
    ...passage.prefix,
    join(binaries.bin, 'postgres'),
    '-D',
    data,
    ...flags(options, port),
  ]
  const child = spawn(file, words, {
    ...passage.options,
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.on('error', () => undefined)
  if (child.pid) options.onSpawn?.(child.pid)
  child.unref()
  closeSync(log)
  return { child, logFrom }
}

function flags({ durable, settings: more }: LaunchOptions, port: number): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 300,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %d ',
    log_min_messages: durable ? 'warning' : 'log',
    ...(durable
      ? { max_wal_size: '1GB' }
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'on' }),
    ...more,
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Waits until the pid file says that the server is ready; throws when the process ends first. */
export async function awaitReady(data: string, pid: number, child?: ChildProcess): Promise<Postmaster> {
  const giveUp = Date.now() + readyWithinMs
  for (;;) {
    const found = readPostmaster(data)
    if (found?.pid === pid && found.ready) return found
    const ended = child ? child.exitCode !== null || child.signalCode !== null || !child.pid : !isAlive(pid)
    if (ended) throw new Error('the server ended while starting')
    if (Date.now() > giveUp) throw new Error('the server was not ready after a minute')
    await pause(10)
  }
}

/** Fast shutdown, which writes all that is not on disk yet; one that does not come to an end is made to. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, withinMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 2_000],
    ['SIGKILL', 1_000],
  ] as const) {
    if (!signalled(pid, signal)) return
    const giveUp = Date.now() + withinMs
    while (Date.now() < giveUp) {
      if (!isAlive(pid)) return
      await pause(10)
    }
  }
}

function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}
