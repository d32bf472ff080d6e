export type Next<T> = IteratorResult<T, unknown> | 'stopped'

/** Waits for the next item or for the signal; leaves no listener behind, however long the stream is. */
export function nextOrStopped<T>(iterator: AsyncIterator<T, unknown>, signal: AbortSignal): Promise<Next<T>> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve('stopped')
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    const settle = (): void => signal.removeEventListener('abort', stop)
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
