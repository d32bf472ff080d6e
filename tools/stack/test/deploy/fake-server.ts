import { spawn } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('../../../..', import.meta.url))
const settings = { BOT_TOKEN: '1:a', PUBLIC_URL: 'https://kindred.test' }

/** How a command ended, and everything that it said. */
interface Ended {
  readonly code: number | null
  readonly text: string
}

/** A server with a Docker and an SSH of files, for the decisions of deploy/. */
export interface FakeServer {
  deploy(...args: readonly string[]): Promise<Ended>
  /** Runs deploy/build-images.sh. */
  build(...args: readonly string[]): Promise<Ended>
  /** Runs a script as a runner of workflows does, in the checkout. */
  script(text: string, settings: Readonly<Record<string, string>>): Promise<Ended>
  /** What Docker did since the last call, a line each. */
  calls(): readonly string[]
  /** Makes something go wrong, or no more with an empty text. */
  let(
    what: 'unhealthy' | 'crashing' | 'stumbling' | 'refused' | 'smoke-fails' | 'pending' | 'hold' | 'cut',
    lines: string,
  ): void
  /** A file of Kindred's folder; empty when it is not there. */
  read(file: string): string
  write(file: string, text: string): void
  /** Ends what runs on the server at once, as a power cut does. */
  cutPower(): Promise<void>
  remove(): void
}

export function createFakeServer(): FakeServer {
  const root = mkdtempSync(join(tmpdir(), 'kindred-deploy-'))
  const [fake, bin, home] = ['fake', 'bin', 'home'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ]
  for (const folder of [fake, bin, join(home, 'kindred')]) mkdirSync(folder, { recursive: true })
  for (const name of ['docker', 'ssh']) {
    copyFileSync(new URL(`fake-${name}.sh`, import.meta.url), join(bin, name))
    chmodSync(join(bin, name), 0o755)
  }
  const inKindred = (file: string): string => join(home, 'kindred', file)
  const env = {
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: home,
    SERVER_HOME: home,
    FAKE: fake,
    DEPLOY_PATIENCE: '3',
    DEPLOY_SETTLE: '0',
  }
  const run = (file: string, args: readonly string[], more: object = {}): Promise<Ended> =>
    new Promise((resolve, reject) => {
      const child = spawn(file, args, {
        cwd: checkout,
        env: { ...env, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let text = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, text }))
    })
  let seen = 0
  const server: FakeServer = {
    deploy: (...args) => run('bash', [join(checkout, 'deploy/deploy.sh'), ...args]),
    build: (...args) => run('bash', [join(checkout, 'deploy/build-images.sh'), ...args]),
    script: (text, settings) => run('bash', ['-e', '-c', text], settings),
    calls() {
      const file = join(fake, 'calls')
      const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
      const fresh = lines.slice(seen)
      seen = lines.length
      return fresh
    },
    let: (what, lines) => writeFileSync(join(fake, what), lines === '' ? '' : `${lines}\n`),
    read: (file) => (existsSync(inKindred(file)) ? readFileSync(inKindred(file), 'utf8') : ''),
    write: (file, text) => writeFileSync(inKindred(file), text),
    async cutPower() {
      await run('pkill', ['-KILL', '-f', `${home}/kindred/deployments`])
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
  writeFileSync(inKindred('.env'), readFileSync(join(checkout, '.env.example'), 'utf8'))
  for (const [name, value] of Object.entries(settings))
    appendFileSync(inKindred('.env'), `${name}=${value}\n`)
  const filled = server.read('.env').replaceAll(/^(\w+_(?:SECRET|PASSWORD))=$/gm, '$1=filled')
  server.write('.env', filled)
  return server
}
