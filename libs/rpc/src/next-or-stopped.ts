import { onAbort } from '@kindred/kernel'

export type Next<T> = IteratorResult<T, unknown> | 'stopped'

/** A source that is read until a signal aborts. */
export interface Stoppable<T> {
  /** Waits for the next item or for the signal. */
  next(): Promise<Next<T>>
  /** Lets the source clean up without waiting for it: it may be in a wait that never ends. */
  release(): void
}

/** Listens to the signal once, however many items come; `release` ends that. */
export function stoppable<T>(source: AsyncIterable<T>, signal: AbortSignal): Stoppable<T> {
  const iterator: AsyncIterator<T, unknown> = source[Symbol.asyncIterator]()
  let stop = (): void => undefined
  const forget = onAbort(signal, () => stop())
  return {
    next: () =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return resolve('stopped')
        stop = () => resolve('stopped')
        iterator.next().then(resolve, reject)
      }),
    release() {
      forget()
      iterator.return?.().catch(() => undefined)
    },
  }
}
