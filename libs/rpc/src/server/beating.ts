/** How often a lasting stream says something, in milliseconds: who reads takes one for hung after four times as long in silence. */
export const beatMs = 500

/** What a stream says while it has nothing to say. */
export interface Beat<T> {
  readonly beat: T
  readonly everyMs: number
}

/**
 * The items of a source, with a beat at once and wherever nothing came for `everyMs`: whoever reads can tell a server without news from one
 * that hangs. Asks for an item only when the one before was taken.
 */
export async function* beating<T>(source: AsyncIterable<T>, { beat, everyMs }: Beat<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]()
  let came: PromiseSettledResult<IteratorResult<T, unknown>> | undefined
  let isDue = true
  let wake = (): void => undefined
  const ask = (): Promise<void> =>
    Promise.allSettled([iterator.next()]).then(([result]) => {
      came = result
      wake()
    })
  const timer = setInterval(() => {
    isDue = true
    wake()
  }, everyMs)
  try {
    void ask()
    for (;;) {
      const taken = came
      if (taken?.status === 'rejected') throw taken.reason
      if (taken?.value.done === true) return
      if (taken === undefined && !isDue) await new Promise<void>((resolve) => (wake = resolve))
      else {
        isDue = false
        yield taken === undefined ? beat : taken.value.value
        if (taken === undefined) continue
        came = undefined
        void ask()
      }
    }
  } finally {
    clearInterval(timer)
    // It may be in a wait that ends with its own signal alone.
    iterator.return?.().catch(() => undefined)
  }
}
