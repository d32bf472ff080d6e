import { busy } from '../domain/errors.js'

/** Runs at most `running` pieces of work at once. */
export interface WorkQueue {
  /** Throws MEDIA_BUSY when too many wait already; the signal takes a waiting one out. */
  run<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result>
}

/** Keeps pictures from taking all cores, and a crowd of them from piling up. */
export function createWorkQueue(limits: { running: number; waiting: number }): WorkQueue {
  let running = 0
  const waiting = new Set<() => void>()

  function enter(signal: AbortSignal): Promise<void> {
    if (running < limits.running) {
      running++
      return Promise.resolve()
    }
    if (waiting.size >= limits.waiting) return Promise.reject(busy())
    return new Promise((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        waiting.delete(start)
        reject(signal.reason)
      }
      waiting.add(start)
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  function exit(): void {
    const [next] = waiting
    if (next === undefined) {
      running--
      return
    }
    waiting.delete(next)
    next()
  }

  return {
    async run(work, signal) {
      signal.throwIfAborted()
      await enter(signal)
      try {
        return await work()
      } finally {
        exit()
      }
    },
  }
}
