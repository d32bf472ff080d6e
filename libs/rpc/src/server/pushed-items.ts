import { onAbort } from '@kindred/kernel'

/** One batch of a stream. */
export interface Pushed<T> {
  readonly items: T[]
  /** True when more is waiting already. */
  readonly more: boolean
}

interface PushedOptions {
  readonly signal: AbortSignal
  readonly limit: number
  /** An empty batch comes wherever nothing else did for so long, as a sign of life; never without it. */
  readonly everyMs?: number
}

/**
 * Turns what a source pushes into a stream of batches of at most `limit` items. The first batch comes at once and may be empty. The
 * stream ends when the signal aborts, and then unsubscribes from the source.
 */
export async function* pushedItems<T>(
  follow: (push: (items: readonly T[]) => void) => () => void,
  { signal, limit, everyMs }: PushedOptions,
): AsyncGenerator<Pushed<T>> {
  let waiting: T[] = []
  let wake = (): void => {}
  const leave = follow((items) => {
    waiting = waiting.concat(items)
    wake()
  })
  const isOver = (): boolean => signal.aborted
  const forget = onAbort(signal, () => wake())
  const beat = everyMs === undefined ? undefined : setInterval(() => wake(), everyMs)
  try {
    while (!isOver()) {
      const items = waiting.splice(0, limit)
      yield { items, more: waiting.length > 0 }
      if (waiting.length === 0 && !isOver()) await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    leave()
    forget()
    clearInterval(beat)
  }
}
