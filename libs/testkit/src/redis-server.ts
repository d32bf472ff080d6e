import { type ChildProcess, spawn, spawnSync } from 'node:child_process'

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

export async function startRedisServer(): Promise<RedisServer> {
  const [port] = (await freePorts(1)) as [number]
  let child: ChildProcess | undefined
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
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
      const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
      child = spawn('redis-server', args, { stdio: 'ignore', cwd: '/' })
      await waitForPort(port, child)
    },
  }
  await server.start()
  return server
}
