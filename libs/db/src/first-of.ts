import { onAbort } from '@kindred/kernel'

const firstDelayMs = 50
const longestDelayMs = 1_000

interface Attempts<T> {
  open(): Promise<T>
  /** Closes the result of an attempt that came too late. */
  discard(late: T): void
  readonly signal: AbortSignal
}

/**
 * Tries until one attempt succeeds. An attempt may hang, so the next one starts while it is still running, after a pause that grows.
 * Rejects when the signal aborts.
 */
export function firstOf<T>({ open, discard, signal }: Attempts<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let isOver = false
    let timer: NodeJS.Timeout
    let forget = (): void => undefined

    const finish = (): boolean => {
      const wasOver = isOver
      isOver = true
      clearTimeout(timer)
      forget()
      return !wasOver
    }
    const attempt = (): void =>
      void open().then(
        (opened) => (finish() ? resolve(opened) : discard(opened)),
        () => undefined,
      )
    const wait = (delayMs: number): void => {
      timer = setTimeout(() => {
        attempt()
        wait(Math.min(delayMs * 2, longestDelayMs))
      }, delayMs)
    }
    wait(firstDelayMs)
    forget = onAbort(signal, () => {
      if (finish()) reject(signal.reason as Error)
    })
  })
}
