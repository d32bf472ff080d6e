import type { Ending } from './ending.js'
import { onAbort } from './on-abort.js'

/** A limit of time for some work. */
export interface TimeLimit {
  /** Aborts with a TimeoutError when the time is over, or with the first of the signals it was made of, for the same reason. */
  readonly signal: AbortSignal
  /** Whether it was the time that ended it. */
  isOver(): boolean
  /** The work has ended: nothing aborts any more. */
  done(): void
}

/**
 * Starts counting at once. Use it instead of `AbortSignal.any` with `AbortSignal.timeout`: on Node 20 the garbage collector removes that timeout,
 * so that the signal never aborts (https://github.com/nodejs/node/issues/57736).
 */
export function timeLimit(ms: number, ...signals: readonly (AbortSignal | Ending | undefined)[]): TimeLimit {
  const over = new AbortController()
  const done = (): void => {
    clearTimeout(timer)
    for (const forget of forgets) forget()
  }
  const end = (reason: unknown): void => {
    done()
    over.abort(reason)
  }
  let isOver = false
  const timer = setTimeout(() => {
    isOver = true
    end(new DOMException(`not within ${ms} ms`, 'TimeoutError'))
  }, ms) as NodeJS.Timeout | number
  // In Node, what waits for the work keeps the process, not the limit.
  if (typeof timer === 'object') timer.unref()
  const forgets: (() => void)[] = []
  for (const signal of signals) {
    if (over.signal.aborted) break
    forgets.push(onAbort(signal, () => end(signal instanceof AbortSignal ? signal.reason : undefined)))
  }
  return { signal: over.signal, isOver: () => isOver, done }
}
