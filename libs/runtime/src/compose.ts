import type { Log } from '@kindred/kernel'

import type { Part, Runnable } from './runnable.js'

/** Parts with one life: started in the order they were added, stopped in reverse. */
export interface Composition extends Runnable {
  add(part: Part): Composition
}

const defaultStopMs = 4_000

/** An empty composition. A start that fails stops what had started and throws the cause. */
export function compose(name: string, log: Log): Composition {
  const parts: Part[] = []
  const started: Part[] = []
  let stopping: Promise<void> | undefined
  let isWanted = false
  const isStopped = (): boolean => !isWanted

  async function stopAll(): Promise<void> {
    for (let part = started.pop(); part !== undefined; part = started.pop()) await stopPart(part, log)
    stopping = undefined
  }

  const composition: Composition = {
    name,
    log,
    add(part) {
      parts.push(part)
      return composition
    },
    async start() {
      isWanted = true
      for (const part of parts) {
        if (isStopped()) throw new Error(`${name} was stopped while it started.`)
        started.push(part)
        try {
          await part.start?.()
        } catch (error) {
          await composition.stop()
          throw error
        }
      }
    },
    stop() {
      isWanted = false
      return (stopping ??= stopAll())
    },
  }
  return composition
}

async function stopPart(part: Part, log: Log): Promise<void> {
  const limit = part.stopWithinMs ?? defaultStopMs
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log.warn({ part: part.name, limit }, 'did not stop in time')
      resolve()
    }, limit)
  })
  try {
    await Promise.race([part.stop?.(), late])
  } catch (error) {
    log.error({ err: error, part: part.name }, 'failed to stop')
  } finally {
    clearTimeout(timer)
  }
}
