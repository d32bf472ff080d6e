import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'

import { waitForPort } from './child-server.js'
import { freePorts } from './free-ports.js'

/** Whether there is a Redis on this machine; CI has one. */
export const hasRedisServer =
  spawnSync('redis-server', ['--version']).status === 0 || process.env['CI'] !== undefined

/** A Redis that keeps nothing. */
export interface RedisServer {
  readonly url: string
  /** Makes it hang until `wake`. */
  freeze(): void
  wake(): void
  kill(): Promise<void>
  /** Starts it again on the same port, empty. */
  start(): Promise<void>
}

/** Speaks TLS with the certificate of a folder, when told one. */
export async function startRedisServer(tlsFolder?: string): Promise<RedisServer> {
  const [port] = (await freePorts(1)) as [number]
  let child: ChildProcess | undefined
  const server: RedisServer = {
    url: tlsFolder === undefined ? `redis://127.0.0.1:${port}` : `rediss://localhost:${port}`,
    freeze: () => void child?.kill('SIGSTOP'),
    wake: () => void child?.kill('SIGCONT'),
    async kill() {
      if (child === undefined) return
      const gone = new Promise((resolve) => child?.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
      child = undefined
    },
    async start() {
      const listening = tlsFolder === undefined ? ['--port', String(port)] : tlsArguments(port, tlsFolder)
      const args = [...listening, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
      child = spawn('redis-server', args, { stdio: 'ignore', cwd: '/' })
      await waitForPort(port, child)
    },
  }
  await server.start()
  return server
}

const tlsArguments = (port: number, folder: string): string[] => [
  ...['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no'],
  ...['--tls-cert-file', join(folder, 'tls.crt'), '--tls-key-file', join(folder, 'tls.key')],
  ...['--tls-ca-cert-file', join(folder, 'ca.crt')],
]
