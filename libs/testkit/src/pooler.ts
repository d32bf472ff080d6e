import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { accountFor } from '@kindred/db/embedded'

import { waitForPort } from './child-server.js'
import { freePorts } from './free-ports.js'

/** Whether there is a PgBouncer on this machine; CI has one. */
export const hasPooler = spawnSync('pgbouncer', ['--version']).status === 0 || process.env['CI'] !== undefined

/** A PgBouncer before a server that asks for no password. */
export interface Pooler {
  /** Through the pooler, as `user`. */
  url(user: string, database?: string): string
  stop(): Promise<void>
}

/** Starts a PgBouncer whose sessions are shared as `mode` says. */
export async function startPooler(
  serverPort: number,
  mode: 'session' | 'transaction',
  users: string[],
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
    url: (user, database = 'postgres') => `postgres://${user}@127.0.0.1:${port}/${database}`,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
      rmSync(folder, { recursive: true })
    },
  }
}
