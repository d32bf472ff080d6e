import { onAbort } from '@kindred/kernel'

export type Next<T> = IteratorResult<T, unknown> | 'stopped'

/** Waits for the next item or for the signal; leaves no listener behind, however long the stream is. */
export function nextOrStopped<T>(iterator: AsyncIterator<T, unknown>, signal: AbortSignal): Promise<Next<T>> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve('stopped')
    const settle = onAbort(signal, () => resolve('stopped'))
    iterator.next().then(
      (next) => (settle(), resolve(next)),
      (error: unknown) => (settle(), reject(error as Error)),
    )
  })
}

/** Lets a source clean up without waiting for it: it may be in a wait that never ends. */
export function release(iterator: AsyncIterator<unknown, unknown>): void {
  iterator.return?.().catch(() => undefined)
}
