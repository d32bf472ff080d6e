import type { Ending } from './ending.js'
import { onAbort } from './on-abort.js'

/**
 * True after `ms`, false as soon as one of the signals aborts; never rejects, so that it stands in the head of a loop:
 *
 *     while (await pause(everyMs, stopping.signal)) await work()
 *
 * Not over node:timers/promises, because the Mini App waits too.
 */
export function pause(
  ms: number,
  ...signals: readonly (AbortSignal | Ending | undefined)[]
): Promise<boolean> {
  return new Promise((resolve) => {
    if (signals.some((signal) => signal?.aborted)) return resolve(false)
    const end = (passed: boolean): void => {
      clearTimeout(timer)
      for (const forget of forgets) forget()
      resolve(passed)
    }
    const timer = setTimeout(() => end(true), ms)
    const forgets = signals.map((signal) => onAbort(signal, () => end(false)))
  })
}
