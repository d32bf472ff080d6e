import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { waitForPort } from './child-server.js'
import { freePorts } from './free-ports.js'

/** Whether this machine has Versity's gateway, an S3 server over a folder; CI has one. */
export const hasBucketServer =
  spawnSync('versitygw', ['--version']).status === 0 || process.env['CI'] !== undefined

/** An S3 server with one bucket. */
export interface BucketServer {
  readonly bucket: string
  readonly port: number
  /** The bucket's address with its credentials. */
  readonly url: string
  /** Names of the objects that lie in the bucket. */
  objects(): string[]
  /** Makes it hang until `wake`. */
  freeze(): void
  wake(): void
  kill(): Promise<void>
  /** Starts it again, on the same port and bucket. */
  start(): Promise<void>
  stop(): Promise<void>
}

const [bucket, access, secret] = ['photos', 'key', 'a/secret+with?signs']

/** Starts an S3 server on a folder of its own. */
export async function startBucketServer(): Promise<BucketServer> {
  const [port] = (await freePorts(1)) as [number]
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bucket-'))
  const [data, about, old] = [join(folder, 'data'), join(folder, 'about'), join(folder, 'old')]
  mkdirSync(join(data, bucket), { recursive: true })
  mkdirSync(about)
  mkdirSync(old)
  let child: ChildProcess | undefined

  const server: BucketServer = {
    bucket,
    port,
    url: `http://${access}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${bucket}`,
    objects: () =>
      readdirSync(join(data, bucket), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(data, bucket).length + 1)),
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
      const listen = ['--port', `127.0.0.1:${port}`, '--keep-alive', '--quiet']
      const args = ['--access', access, '--secret', secret].concat(listen)
      child = spawn('versitygw', args.concat(['posix', '--sidecar', about, '--versioning-dir', old, data]), {
        stdio: 'ignore',
      })
      await waitForPort(port, child)
    },
    async stop() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}
