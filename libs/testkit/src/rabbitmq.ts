import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { pause } from '@kindred/kernel'

import { freePorts } from './free-ports.js'

/** Debian's wrapper of the same name wants to be root. */
const command = '/usr/lib/rabbitmq/bin/rabbitmq-server'

/** Whether there is a RabbitMQ on this machine; CI has one. */
export const hasRabbit = existsSync(command) || process.env['CI'] !== undefined

/** A RabbitMQ of its own, which a test may kill. */
export interface Rabbit {
  readonly port: number
  readonly url: string
  /** The same over TLS, with a certificate that nothing but `certificateFile` vouches for. */
  readonly tlsUrl: string
  readonly certificateFile: string
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Ends it in order, with everything on disk. */
  shutDown(): Promise<void>
  /** Starts it again on the same data and port. */
  start(): Promise<void>
  /** Stops it from doing anything until `resume`. */
  hang(): void
  resume(): void
  stop(): Promise<void>
}

/** Starts a RabbitMQ on free ports and an empty folder. */
export async function startRabbit(): Promise<Rabbit> {
  const [port, tlsPort, distPort, epmdPort] = (await freePorts(4)) as [number, number, number, number]
  const folder = mkdtempSync(join(tmpdir(), 'kindred-rabbit-'))
  writeFileSync(join(folder, 'plugins'), '[].')
  const tls = makeCertificate(folder)
  writeFileSync(join(folder, 'rabbitmq.conf'), settings(port, tlsPort, tls))
  const env = { PATH: process.env['PATH'], HOME: folder, ERL_EPMD_PORT: String(epmdPort) }
  // The server would start one that outlives it.
  const epmd = spawn('epmd', ['-port', String(epmdPort)], { env, stdio: 'ignore' })
  let server: ChildProcess | undefined

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (server?.exitCode !== null || server.signalCode !== null) return
    const gone = new Promise((resolve) => server?.once('exit', resolve))
    server.kill(signal)
    await gone
  }
  async function start(): Promise<void> {
    const stdio = ['pipe', 'ignore', 'ignore'] as const
    server = spawn(command, { env: { ...env, ...places(folder, port, distPort) }, stdio: [...stdio] })
    await answering(port, server)
  }

  await start()
  return {
    port,
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    tlsUrl: `amqps://guest:guest@127.0.0.1:${tlsPort}`,
    certificateFile: tls.certificate,
    kill: () => end('SIGKILL'),
    shutDown: () => end('SIGTERM'),
    start,
    hang: () => void server!.kill('SIGSTOP'),
    resume: () => void server!.kill('SIGCONT'),
    async stop() {
      await end('SIGKILL')
      epmd.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** One that signs itself, and so is its own authority. */
function makeCertificate(folder: string): { readonly certificate: string; readonly key: string } {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']
  const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  })
  return { certificate, key }
}

const settings = (
  port: number,
  tlsPort: number,
  { certificate, key }: ReturnType<typeof makeCertificate>,
) => `
listeners.tcp.default = 127.0.0.1:${port}
listeners.ssl.default = 127.0.0.1:${tlsPort}
ssl_options.cacertfile = ${certificate}
ssl_options.certfile = ${certificate}
ssl_options.keyfile = ${key}
raft.wal_max_size_bytes = 16777216
`

const places = (folder: string, port: number, distPort: number) => ({
  RABBITMQ_NODENAME: `kindred${port}@localhost`,
  RABBITMQ_DIST_PORT: String(distPort),
  RABBITMQ_CONF_ENV_FILE: '/dev/null',
  RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
  RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
  RABBITMQ_MNESIA_BASE: join(folder, 'data'),
  RABBITMQ_LOG_BASE: join(folder, 'log'),
  RABBITMQ_PID_FILE: join(folder, 'pid'),
  ERL_CRASH_DUMP_SECONDS: '0',
  // With input the script becomes the server instead of waiting for it, so that a signal reaches the server.
  RABBITMQ_ALLOW_INPUT: 'true',
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none',
})

async function answering(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const isOpen = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true))
      socket.once('error', () => resolve(false)).once('connect', () => socket.destroy())
    })
    if (isOpen === true) return
    await pause(50)
  }
  throw new Error('RabbitMQ did not start')
}
