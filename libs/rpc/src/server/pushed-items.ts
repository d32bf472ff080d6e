/** What a stream says at once. */
export interface Pushed<T> {
  readonly items: T[]
  /** True when more is waiting already. */
  readonly more: boolean
}

/**
 * What a source pushes, for a stream to its follower: what is there at first, perhaps nothing, then whatever came meanwhile, at most `limit`
 * items at a time. Ends with the signal, and leaves the source.
 */
export async function* pushedItems<T>(
  follow: (push: (items: readonly T[]) => void) => () => void,
  { signal, limit }: { readonly signal: AbortSignal; readonly limit: number },
): AsyncGenerator<Pushed<T>> {
  let waiting: T[] = []
  let wake = (): void => {}
  const leave = follow((items) => {
    waiting = waiting.concat(items)
    wake()
  })
  const stop = (): void => wake()
  signal.addEventListener('abort', stop)
  try {
    while (!signal.aborted) {
      const items = waiting.splice(0, limit)
      yield { items, more: waiting.length > 0 }
      if (waiting.length === 0 && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    leave()
    signal.removeEventListener('abort', stop)
  }
}
