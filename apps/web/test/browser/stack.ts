import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The Telegram account that the settings make an admin. */
export const adminTelegramId = 4_242_424_200

const checkout = fileURLToPath(new URL('../../../..', import.meta.url))

/** A Kindred that runs, each app a process of its own. */
export interface TestStack {
  readonly url: string
  /** The page with the two phones; '' beside a real bot. */
  readonly simulatorUrl: string
  readonly botToken: string
  /** What tells its processes from others. */
  readonly dataDir: string
  stop(): Promise<void>
}

/** Runs `npm start -- --processes` on free ports, without demo people; `settings` as an operator gives them. */
export async function startStack(settings: NodeJS.ProcessEnv = {}): Promise<TestStack> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-browser-'))
  const dataDir = join(folder, 'data')
  const portBase = await freePortBase()
  const child = spawn(process.execPath, [join(checkout, 'tools/stack/bin/start.mjs'), '--processes'], {
    cwd: checkout,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATA_DIR: dataDir,
      PORT_BASE: String(portBase),
      KINDRED_DEMO: 'off',
      RATE_LIMIT_SCALE: '1000',
      // The machine of the tests is often busy.
      RPC_DEADLINE_SCALE: '5',
      KINDRED_ADMINS: String(adminTelegramId),
      ...settings,
    },
  })
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const printed = await new Promise<string>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      if (/^ *Stop /m.test(said)) resolve(said)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('close', () => reject(new Error(said)))
  })
  const secrets = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { botToken: string }
  const { BOT_TOKEN: realToken, BOT_TOKEN: botToken = secrets.botToken } = settings
  const simulatorUrl = realToken === undefined ? /Begin here +(\S+)/.exec(printed)?.[1] : ''
  if (simulatorUrl === undefined) throw new Error(`It did not say where to begin:\n${printed}`)
  return {
    url: `http://127.0.0.1:${portBase}`,
    simulatorUrl,
    botToken,
    dataDir,
    async stop() {
      process.kill(-child.pid!, 'SIGINT')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The first port of a block that is free: an app's RPC port and, a thousand above it, its ops port. */
async function freePortBase(): Promise<number> {
  for (;;) {
    const base = 20_000 + Math.floor(Math.random() * 9_000)
    const block = [0, 1, 2, 3, 4, 5, 6, 10].flatMap((place) => [base + place, base + place + 1_000])
    if ((await Promise.all(block.map(isFree))).every(Boolean)) return base
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** The process of a stack's app; undefined while it is down. */
export function pidOf(dataDir: string, app: string): number | undefined {
  const pids = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []
  const found = pids.find(
    (pid) => tells(pid, 'cmdline', `apps/${app}/dist/main.js`) && tells(pid, 'environ', dataDir),
  )
  return found === undefined ? undefined : Number(found)
}

function tells(pid: string, file: string, text: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1').includes(text)
  } catch {
    return false
  }
}
