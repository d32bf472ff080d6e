import { execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { createTelegramSim } from '@kindred/telegram-sim'
import { freePorts } from '@kindred/testkit'

import { type Engine, type Images, openEngine } from '../container-images.js'
import { startSshd } from './sshd.js'

const run = promisify(execFile)

/** How a command ended, and everything that it said. */
export interface Ended {
  readonly code: number | null
  readonly text: string
}

/** A deployment that may be under way. */
export interface Deployment {
  readonly ended: Promise<Ended>
  /** What it has said so far. */
  text(): string
  /** Ends the command of whoever deploys at once, as a lost machine does. */
  kill(): void
}

/** A server of its own: SSH on the loopback, a podman that begins without Kindred's images, a folder. */
export interface Server {
  readonly url: string
  readonly botToken: string
  /** The podman of the server. */
  readonly engine: Engine
  /** Runs the command of the Deployment Guide that has this flag, on a copy of the checkout. */
  deploy(flag: '--version' | '--rollback' | '--status', version?: string): Deployment
  /** Runs a command there over SSH. */
  ssh(command: string): Promise<string>
  /** A file of Kindred's folder. */
  read(file: string): string
  /** Writes the two lines of .env that the guide asks for, and ports of its own. */
  fillIn(): void
  /** Ends what a deployment does on the server at once, as a power cut does. */
  cutPower(): Promise<void>
  remove(): Promise<void>
}

const botToken = `4242424242:${'b'.repeat(35)}`

/** As root, with sshd, podman and podman-compose. */
export async function createServer(images: Images): Promise<Server> {
  const folder = mkdtempSync('/var/tmp/kindred-server-')
  const home = join(folder, 'home')
  mkdirSync(home)
  const engine = openEngine(join(folder, 'engine'), { cwd: home })
  await bringPostgres(images.engine, engine, folder)
  const [http = 0, https = 0] = await freePorts(2)
  // Containers reach it at an address of this machine.
  const telegram = await createTelegramSim({ botToken, host: '0.0.0.0' })
  const telegramRoot = `http://host.containers.internal:${new URL(telegram.url).port}`
  const { PATH = '', CONTAINERS_CONF = '', CONTAINERS_STORAGE_CONF = '' } = engine.env
  const sshd = await startSshd(join(folder, 'ssh'), {
    home,
    env: {
      PATH: `${PATH}:/usr/sbin`,
      CONTAINERS_CONF,
      CONTAINERS_STORAGE_CONF,
      KINDRED_ENGINE: 'podman',
      DEPLOY_PATIENCE: '900',
    },
  })
  const operator = { ...images.engine.env, SSH_AUTH_SOCK: sshd.agent }
  const guide = readFileSync(join(images.source, 'docs/deployment.md'), 'utf8')
  const [lookAtKey = '', bringFirst = '', ...others] = commandsOf(guide)
  const shell = `SERVER=127.0.0.1 PORT=${sshd.port} USER_NAME=root\n`
  const asGuided = { cwd: images.source, env: operator }
  const keys = await run('bash', ['-euc', lookAtKey.replace(/^SERVER=.*\n/, shell)], asGuided)
  // What the guide lets people compare.
  if (!keys.stdout.includes(sshd.fingerprint)) throw new Error(`No ${sshd.fingerprint} in ${keys.stdout}.`)
  const knownHosts = join(images.source, 'known_hosts')
  const inKindred = (file: string): string => join(home, 'kindred', file)
  return {
    url: `https://127.0.0.1:${https}`,
    botToken,
    engine,
    deploy(flag, version = '') {
      const line = [bringFirst, ...others]
        .flatMap((text) => text.split('\n'))
        .find((text) => text.startsWith('bash deploy/deploy.sh ') && text.includes(` ${flag}`))
      if (line === undefined) throw new Error(`The Deployment Guide has no command with ${flag} any more.`)
      const command = shell + line.replace(/ --version \S+/, ` --version ${version}`)
      // A group of its own: it ends with all that it started here.
      const child = spawn('bash', ['-c', command], {
        ...asGuided,
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      })
      let text = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      const ended = new Promise<Ended>((resolve, reject) => {
        child.on('error', reject)
        child.on('close', (code) => resolve({ code, text }))
      })
      return { ended, text: () => text, kill: () => process.kill(-child.pid!, 'SIGKILL') }
    },
    async ssh(command) {
      const options = ['-o', 'BatchMode=yes', '-o', `UserKnownHostsFile=${knownHosts}`]
      const words = ['-p', String(sshd.port), ...options, 'root@127.0.0.1', command]
      const { stdout } = await run('ssh', words, asGuided)
      return stdout.trim()
    },
    read: (file) => readFileSync(inKindred(file), 'utf8'),
    fillIn() {
      const lines = { BOT_TOKEN: botToken, PUBLIC_URL: `https://127.0.0.1:${https}` }
      const places = { TELEGRAM_API_ROOT: telegramRoot, HTTP_PORT: http, HTTPS_PORT: https }
      const text = Object.entries({ ...lines, ...places }).reduce(
        (done, [name, value]) => done.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}=${value}`),
        readFileSync(inKindred('.env'), 'utf8'),
      )
      writeFileSync(inKindred('.env'), text)
    },
    async cutPower() {
      const run = `^bash ${home}/kindred/deployments/.*/main.sh hold`
      await engine.run('bash', '-c', `pkill -KILL -s "$(pgrep -d, -f '${run}')"`)
    },
    async remove() {
      await engine.remove()
      await sshd.stop()
      await telegram.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The blocks of commands of a page. */
const commandsOf = (page: string): readonly string[] =>
  [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, text = '']) => text)

/** What a server pulls from a registry that this machine does not reach. */
async function bringPostgres(from: Engine, to: Engine, folder: string): Promise<void> {
  const archive = join(folder, 'postgres.tar')
  const image = 'docker.io/library/postgres:18'
  await from.run('podman', 'save', '-q', '-o', archive, image)
  await to.run('podman', 'load', '-q', '-i', archive)
}
