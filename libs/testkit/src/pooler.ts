import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { accountFor } from '@kindred/db/embedded'

import { waitForPort } from './child-server.js'
import { freePorts } from './free-ports.js'

/** Whether there is a PgBouncer on this machine that keeps prepared statements (1.21 or later); CI has one. */
export const hasPooler = minorVersion() >= 21 || process.env['CI'] !== undefined

function minorVersion(): number {
  const { status, stdout } = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' })
  return status === 0 ? Number(/^PgBouncer 1\.(\d+)/.exec(stdout)?.[1]) : 0
}

/** A PgBouncer before a server that asks for no password. */
export interface Pooler {
  /** Through the pooler, as `user`. */
  url(user: string, database?: string): string
  readonly port: number
  stop(): Promise<void>
}

/** Starts a PgBouncer whose sessions are shared as `mode` says, with further settings of pgbouncer.ini. */
export async function startPooler(
  serverPort: number,
  mode: 'session' | 'transaction',
  users: string[],
  more: Readonly<Record<string, string | number>> = {},
): Promise<Pooler> {
  const [port] = await freePorts(1)
  const folder = mkdtempSync(join(tmpdir(), 'kindred-pooler-'))
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, 'users'), users.map((user) => `"${user}" ""\n`).join(''))
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'trust',
    auth_file: join(folder, 'users'),
    pool_mode: mode,
    // As docs/running.md advises: back at a server that was away at once, and no long wait for one.
    server_login_retry: 1,
    query_wait_timeout: 5,
    ...more,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  const file = join(folder, 'pgbouncer.ini')
  writeFileSync(
    file,
    `[databases]\n* = host=127.0.0.1 port=${serverPort}\n[pgbouncer]\n${lines.join('\n')}\n`,
  )
  const child = spawn('pgbouncer', ['-q', file], { ...accountFor(folder), cwd: '/', stdio: 'ignore' })
  await waitForPort(port!, child)
  return {
    port: port!,
    url: (user, database = 'postgres') => `postgres://${user}@127.0.0.1:${port}/${database}`,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
      rmSync(folder, { recursive: true })
    },
  }
}
