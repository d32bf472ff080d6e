import { onAbort } from '@kindred/kernel'

const firstDelayMs = 50
const longestDelayMs = 1_000
/** An attempt that hangs is alone for so long: each is one more session that a server which hung opens when it goes on. */
const aloneMs = 3_000

interface Attempts<T> {
  open(): Promise<T>
  /** Closes the result of an attempt that came too late. */
  discard(late: T): void
  readonly signal: AbortSignal
}

/**
 * Tries until one attempt succeeds, after pauses that grow. An attempt may hang, so the next one starts after a while although it is still running.
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
    let aloneUntil = -Infinity
    const attempt = (): void => {
      const mine = (aloneUntil = performance.now() + aloneMs)
      open().then(
        (opened) => (finish() ? resolve(opened) : discard(opened)),
        () => {
          if (aloneUntil === mine) aloneUntil = -Infinity
        },
      )
    }
    const wait = (delayMs: number): void => {
      timer = setTimeout(() => {
        if (performance.now() >= aloneUntil) attempt()
        wait(Math.min(delayMs * 2, longestDelayMs))
      }, delayMs)
    }
    wait(firstDelayMs)
    forget = onAbort(signal, () => {
      if (finish()) reject(signal.reason as Error)
    })
  })
}
