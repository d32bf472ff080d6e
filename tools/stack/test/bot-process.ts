import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The bot as a process of its own, which a test may kill. */
export interface BotProcess {
  /** Kills it in the middle of whatever it does, and starts another one after what is done meanwhile. */
  killAndRestart(meanwhile?: () => Promise<void>): Promise<void>
  /** Lets it stand still, as on a machine that is out of breath. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

interface Bundling {
  bundleAll(targets: readonly { folder: string }[], load: () => Promise<unknown>): Promise<number>
}

const folder = fileURLToPath(new URL('../../../apps/bot', import.meta.url))

/** Starts the bot with these settings. `heard` gets what it logs. */
export async function startBotProcess(
  settings: Readonly<Record<string, string>>,
  heard: (text: string) => void,
): Promise<BotProcess> {
  const { bundleAll } = (await import(new URL('../bin/bundle.mjs', import.meta.url).href)) as Bundling
  await bundleAll([{ folder }], () => import('esbuild'))
  let running = start(settings, heard)
  return {
    async killAndRestart(meanwhile) {
      running.child.kill('SIGKILL')
      await running.ended
      await meanwhile?.()
      running = start(settings, heard)
    },
    freeze: () => void running.child.kill('SIGSTOP'),
    thaw: () => void running.child.kill('SIGCONT'),
    async stop() {
      running.child.kill('SIGCONT')
      running.child.kill('SIGTERM')
      await running.ended
    },
  }
}

function start(
  settings: Readonly<Record<string, string>>,
  heard: (text: string) => void,
): { child: ChildProcess; ended: Promise<unknown> } {
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => heard(chunk.toString()))
  return { child, ended: new Promise((done) => child.once('exit', done)) }
}
