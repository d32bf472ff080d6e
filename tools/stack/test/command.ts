import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { pause } from '@kindred/kernel'

import { listPorts, planPorts } from '../src/ports.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))

/** A command that runs, and what it has said so far. */
export interface Command {
  readonly process: ChildProcess
  readonly exited: Promise<number | null>
  output(): string
}

/** Runs a script of tools/stack/bin in a process group of its own, as a terminal would. */
export const runCommand = (
  script: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Command => run(process.execPath, [join(checkout, 'tools/stack/bin', script), ...args], environment)

/** Runs npm in the checkout. */
export const runNpm = (args: readonly string[], environment: NodeJS.ProcessEnv): Command =>
  run('npm', args, environment)

function run(file: string, args: readonly string[], environment: NodeJS.ProcessEnv): Command {
  const child = spawn(file, args, {
    cwd: checkout,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return {
    process: child,
    exited: new Promise((resolve) => child.once('close', (code) => resolve(code))),
    output: () => said,
  }
}

/** Resolves when the command has said so; throws when it ends instead. */
export async function ready(command: Command): Promise<void> {
  const giveUp = Date.now() + 180_000
  while (!command.output().includes('Kindred is ready')) {
    const ended = command.process.exitCode !== null || command.process.signalCode !== null
    if (ended || Date.now() > giveUp) throw new Error(`The command did not get ready:\n${command.output()}`)
    await pause(50)
  }
}

/** A data folder in the temp folder. */
export function tempFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'kindred-start-'))
  chmodSync(path, 0o755)
  return { path: join(path, 'data'), remove: () => rmSync(path, { recursive: true, force: true }) }
}

// Clear of the ports that freePorts gives out.
const lowestBase = 11_000

/** The first of a block of ports that is free as a whole. */
export async function freePortBase(): Promise<number> {
  for (;;) {
    const base = lowestBase + Math.floor(Math.random() * 7_000)
    const free = await Promise.all(listPorts(planPorts(base)).map(([, port]) => isFree(port)))
    if (free.every(Boolean)) return base
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Processes whose command line or environment names the folder: everything that a start on it brought up. */
export function processesOf(folder: string): number[] {
  const pids = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []
  const told = (pid: string, file: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'latin1').includes(folder)
    } catch {
      return false
    }
  }
  return pids.filter((pid) => told(pid, 'cmdline') || told(pid, 'environ')).map(Number)
}
