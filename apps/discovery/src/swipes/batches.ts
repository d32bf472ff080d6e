/** How pieces of work are put together. */
export interface BatchOptions<Item, Result> {
  /** Pieces of one batch. */
  readonly most: number
  /** Batches under way together. */
  readonly atOnce: number
  /** What a piece is about; pieces that share a key are never under way together. */
  keysOf(item: Item): readonly (string | number)[]
  /** Does a batch and returns a result for each piece, in order. When it throws, each piece gets the error. */
  run(items: readonly Item[]): Promise<readonly Result[]>
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly keys: readonly (string | number)[]
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Does what comes together in one go: a piece that comes alone starts at once, and whatever comes while all batches are under way makes the
 * next one. Returns what takes a piece and resolves with its result.
 */
export function createBatches<Item, Result>({ most, atOnce, keysOf, run }: BatchOptions<Item, Result>) {
  const waiting: Waiting<Item, Result>[] = []
  const busy = new Set<string | number>()
  let running = 0
  let looking = false

  /** A turn later, so that everybody whom one answer woke is in the next batch. */
  function look(): void {
    if (looking) return
    looking = true
    setImmediate(() => {
      looking = false
      while (running < atOnce) {
        const batch = take()
        if (batch.length === 0) return
        void work(batch)
      }
    })
  }

  function take(): Waiting<Item, Result>[] {
    const taken: Waiting<Item, Result>[] = []
    let left = 0
    for (const piece of waiting)
      if (taken.length < most && !piece.keys.some((key) => busy.has(key))) {
        for (const key of piece.keys) busy.add(key)
        taken.push(piece)
      } else waiting[left++] = piece
    waiting.length = left
    return taken
  }

  async function work(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    running++
    try {
      const results = await run(batch.map(({ item }) => item))
      for (const [at, { resolve }] of batch.entries()) resolve(results[at]!)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    } finally {
      running--
      for (const { keys } of batch) for (const key of keys) busy.delete(key)
      if (waiting.length > 0) look()
    }
  }

  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, keys: keysOf(item), resolve, reject })
      look()
    })
}
