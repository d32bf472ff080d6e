/**
 * True after `ms`, false as soon as the signal aborts; never rejects, so that it stands in the head of a loop:
 *
 *     while (await pause(everyMs, stopping.signal)) await work()
 *
 * Not over node:timers/promises, because the Mini App waits too.
 */
export function pause(ms: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(false)
    const timer = setTimeout(() => end(true), ms)
    const aborted = (): void => end(false)
    const end = (passed: boolean): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', aborted)
      resolve(passed)
    }
    signal?.addEventListener('abort', aborted)
  })
}
