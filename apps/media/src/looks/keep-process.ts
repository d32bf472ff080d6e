import type { Log } from '@kindred/kernel'

import { LookFailed } from './classifier.js'
import { type LookingProcess, startLookingProcess } from './looking-process.js'
import { createRest } from './rest.js'

/** Keeps a process at hand while there are pictures, and replaces one that fails. */
export interface KeptProcess {
  /** False while it rests after a failure. */
  isThere(): boolean
  /** The process, while there is one. */
  pid(): number | undefined
  /** Starts one for what will come. */
  warm(): void
  /** Throws LookFailed. One call at a time. */
  score(pixels: Buffer): Promise<number>
  close(): void
}

export interface KeepOptions {
  readonly log: Log
  readonly script: string
  readonly lookMs: number
  /** After so long without a picture the process ends. */
  readonly idleMs: number
}

/** Reading the weights takes half a second, on a busy machine many. */
const startMs = 30_000

export function keepProcess({ log, script, lookMs, idleMs }: KeepOptions): KeptProcess {
  const rest = createRest()
  let running: LookingProcess | undefined
  let isClosed = false
  const isThere = (): boolean => !isClosed && rest.isOver()

  /** After a failure nothing is asked for a while, and a new process comes with the next picture. */
  function giveUp(failed: LookingProcess, words: string): void {
    if (running !== failed) return
    running = undefined
    rest.begin()
    log.warn({ words }, 'the process that looks at pictures failed: photos wait for the next one')
  }

  function launch(): LookingProcess {
    const onEnd = (words: string): void => giveUp(started, words)
    const started = startLookingProcess({ script, startMs, lookMs, onEnd })
    return started
  }

  const end = (): void => {
    const last = running
    running = undefined
    last?.end()
  }
  const idle = createIdleTimer(idleMs, end)

  async function ask(process: LookingProcess, pixels: Buffer): Promise<number> {
    try {
      await process.ready
      const seen = await process.ask(pixels)
      rest.forget()
      return seen
    } catch (error) {
      giveUp(process, String(error))
      throw error
    }
  }

  return {
    isThere,
    pid: () => running?.pid,
    warm() {
      if (isThere()) running ??= launch()
      idle.begin()
    },
    score(pixels) {
      if (!isThere()) return Promise.reject(new LookFailed('away', 'Nothing looks at pictures right now.'))
      idle.stop()
      return ask((running ??= launch()), pixels).finally(idle.begin)
    },
    close() {
      isClosed = true
      idle.stop()
      end()
    },
  }
}

/** Calls `onIdle` so long after the last time that idling began. */
function createIdleTimer(ms: number, onIdle: () => void) {
  let timer: NodeJS.Timeout | undefined
  const stop = (): void => clearTimeout(timer)
  return {
    stop,
    begin: () => {
      stop()
      timer = setTimeout(onIdle, ms).unref()
    },
  }
}
