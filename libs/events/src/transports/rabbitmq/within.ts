import { onAbort, pause } from '@kindred/kernel'

/** Settles as the work does, or rejects with the signal's reason; the work goes on then, unheeded. */
export function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => reject(signal.reason as Error))
    work.then(resolve, reject).finally(forget)
  })
}

const soonMs = 500

/** What comes of the client's work within half a second: where the connection was lost meanwhile, some of it never ends. */
export async function soon<T>(work: Promise<T> | undefined): Promise<T | undefined> {
  const settled = new AbortController()
  const late = pause(soonMs, settled.signal).then(() => undefined)
  const result = await Promise.race([work?.catch(() => undefined), late])
  settled.abort()
  return result
}
