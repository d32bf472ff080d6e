import { type ChildProcess, spawn } from 'node:child_process'
import type { Server } from 'node:net'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

import { backoff } from '@kindred/kernel'

import { type Life, noticeHang } from './notice-hang.js'

/** A process that is started again when it ends by itself. */
export interface Supervised {
  pid(): number | undefined
  /** How often it ended by itself. */
  falls(): number
  stop(): Promise<void>
}

/** What to run. */
export interface SupervisedOptions {
  readonly name: string
  readonly script: string
  /** Loaded first; it ends the process when we are gone. */
  readonly preload: string
  readonly environment: NodeJS.ProcessEnv
  readonly print: (line: string) => void
  /** What the first process listens on, as its GATEWAY_SOCKET_FD. */
  readonly socket?: Server | undefined
  /** Where it is asked whether it lives; it is killed when it hangs. */
  readonly life?: Life | undefined
}

const socketFd = 4
/** As this process has them: `npm run dev` gives it. */
const maps = process.execArgv.filter((flag) => flag === '--enable-source-maps')

const pauses = { firstMs: 100, maxMs: 5_000 }
/** One that ran this long starts over with the first pause. */
const settledMs = 10_000
const drainMs = 4_000

/** Starts a process and keeps it running, with pauses that grow while it keeps failing. */
export function supervise(options: SupervisedOptions): Supervised {
  let child: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  let fallsInARow = 0
  let falls = 0

  function launch(socket?: Server): void {
    const startedAt = Date.now()
    const fd = socket && descriptorOf(socket)
    child = spawn(process.execPath, [...maps, '--import', options.preload, options.script], {
      env: { ...options.environment, ...(fd !== undefined && { GATEWAY_SOCKET_FD: String(socketFd) }) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', ...(fd === undefined ? [] : [fd])],
      // Its own group: Ctrl-C reaches it through us, in order.
      detached: true,
    })
    prefixed(child.stdout, options)
    prefixed(child.stderr, options)
    const stopAsking = killWhenHung(child, options)
    child.once('exit', (code, signal) => {
      stopAsking()
      if (stopping) return
      falls += 1
      fallsInARow = Date.now() - startedAt > settledMs ? 1 : fallsInARow + 1
      const pauseMs = Math.round(backoff(fallsInARow, pauses))
      options.print(`${options.name.padEnd(9)} ended (${signal ?? code}), started again in ${pauseMs} ms`)
      timer = setTimeout(() => launch(), pauseMs)
    })
  }

  launch(options.socket)
  return {
    pid: () => child?.pid,
    falls: () => falls,
    async stop() {
      stopping = true
      clearTimeout(timer)
      await end(child)
    },
  }
}

function killWhenHung(child: ChildProcess, { name, life, print }: SupervisedOptions): () => void {
  if (life === undefined) return () => undefined
  return noticeHang(life, () => {
    print(`${name.padEnd(9)} has not answered for ${Math.round(life.withinMs / 1_000)} s and is killed`)
    child.kill('SIGKILL')
  })
}

/** Node tells the descriptor of a listening socket nowhere else; on Windows there is none. */
function descriptorOf(socket: Server): number | undefined {
  const { fd } = (socket as unknown as { readonly _handle?: { readonly fd?: number } })._handle ?? {}
  return fd !== undefined && fd >= 0 ? fd : undefined
}

function prefixed(stream: Readable | null, { name, print }: SupervisedOptions): void {
  if (stream) createInterface({ input: stream }).on('line', (line) => print(`${name.padEnd(9)} ${line}`))
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child?.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), drainMs)
  await gone
  clearTimeout(timer)
}
