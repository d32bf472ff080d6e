import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { familyOf, processOf } from '../src/index.js'

const checkout = process.cwd()
const readyWithinMs = 180_000
const saysWithinMs = 600_000

/** A Kindred that `npm start` started. */
export interface Run {
  /** From the command to the line that says so, in milliseconds. */
  readonly readyMs: number
  /** MB of the process that was started. */
  memory(): number
  /** The most that it ever had. */
  peakMemory(): number
  /** MB of each app, where each has a process of its own. */
  memoryOfApps(): Record<string, number>
  /** Waits until the output says this. */
  said(text: RegExp): Promise<void>
  stop(): Promise<void>
}

interface RunOptions {
  readonly folder: string
  readonly portBase: number
  readonly flags?: readonly string[]
}

/** Runs `npm start` until it is ready. */
export async function startKindred({ folder, portBase, flags = [] }: RunOptions): Promise<Run> {
  const from = performance.now()
  const child = spawn('npm', ['start', '--', ...flags], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: `${process.execPath.replace(/node$/, '')}:/usr/bin:/bin`,
      HOME: folder,
      DATA_DIR: join(folder, 'data'),
      PORT_BASE: String(portBase),
      LOG_LEVEL: 'error',
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString()))
  const said = async (text: RegExp, withinMs = saysWithinMs): Promise<void> => {
    const giveUp = Date.now() + withinMs
    while (!text.test(output)) {
      if (child.exitCode !== null || Date.now() > giveUp) throw new Error(`npm start said only:\n${output}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const pid = (): number => processOf({ pid: child.pid ?? 0 }, 'tools/stack/bin/start.mjs')
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return
    const gone = once(child, 'exit')
    process.kill(pid(), 'SIGTERM')
    await gone
  }
  await said(/Kindred is ready after/, readyWithinMs)
  return {
    readyMs: performance.now() - from,
    memory: () => megabytes(pid(), 'VmRSS'),
    peakMemory: () => megabytes(pid(), 'VmHWM'),
    memoryOfApps: () => memoryOfApps(pid()),
    said,
    stop,
  }
}

function memoryOfApps(root: number): Record<string, number> {
  const apps = familyOf(root).flatMap(({ pid, command }) => {
    const app = /apps\/(\w+)\/dist\/main\.js$/.exec(command.at(-1) ?? '')?.[1]
    return app === undefined ? [] : [[app, megabytes(pid, 'VmRSS')] as const]
  })
  return Object.fromEntries(apps)
}

function megabytes(pid: number, line: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kilobytes = new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]
  return Number(kilobytes) / 1024
}
