import type { Ending } from '@kindred/kernel'

/** How pieces of work are put together. */
interface BatchOptions<Item, Result> {
  /** Pieces in one batch. */
  readonly maxItems: number
  /** Batches that run side by side. */
  readonly maxRunning: number
  /** A batch that runs longer no longer blocks later ones, nor pieces that share a key with it. */
  readonly patienceMs: number
  /** What a piece is about. Pieces that share a key do not run side by side, unless one exceeds `patienceMs`. */
  keysOf(item: Item): readonly (string | number)[]
  /** Runs a batch; resolves with a result for each piece, in order. When it rejects, each piece gets the error. */
  run(items: readonly Item[]): Promise<readonly Result[]>
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly keys: readonly (string | number)[]
  readonly signal: AbortSignal | Ending | undefined
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Runs pieces of work in batches. A piece that comes alone starts at once; those that come while all batches are running make up the next
 * one.
 */
export class Batches<Item, Result> {
  readonly #options: BatchOptions<Item, Result>
  #waiting: Waiting<Item, Result>[] = []
  readonly #busy = new Set<string | number>()
  #running = 0
  #isScheduled = false

  constructor(options: BatchOptions<Item, Result>) {
    this.#options = options
  }

  /** Resolves with the piece's result. Rejects, without running it, a piece whose signal aborted before its batch began. */
  add(item: Item, signal?: AbortSignal | Ending): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, keys: this.#options.keysOf(item), signal, resolve, reject })
      this.#schedule()
    })
  }

  /** Waits until all callers woken by one answer have come, so that they join the same batch. */
  #schedule(): void {
    if (this.#isScheduled || this.#waiting.length === 0) return
    this.#isScheduled = true
    process.nextTick(() => {
      this.#isScheduled = false
      while (this.#running < this.#options.maxRunning) {
        const batch = this.#take()
        if (batch.length === 0) return
        void this.#work(batch)
      }
    })
  }

  #take(): Waiting<Item, Result>[] {
    const taken: Waiting<Item, Result>[] = []
    this.#waiting = this.#waiting.filter((piece) => {
      const { keys, signal, reject } = piece
      if (signal?.aborted === true) {
        reject(signal instanceof AbortSignal ? signal.reason : new Error('Nobody waits for it any more.'))
        return false
      }
      if (taken.length === this.#options.maxItems || keys.some((key) => this.#busy.has(key))) return true
      for (const key of keys) this.#busy.add(key)
      taken.push(piece)
      return false
    })
    return taken
  }

  async #work(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    const leave = this.#enter(batch)
    const patience = setTimeout(leave, this.#options.patienceMs)
    try {
      const results = await this.#options.run(batch.map(({ item }) => item))
      for (const [at, { resolve }] of batch.entries()) resolve(results[at]!)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    } finally {
      clearTimeout(patience)
      leave()
    }
  }

  /** Counts a batch as running; the returned function ends that, however often it is called. */
  #enter(batch: readonly Waiting<Item, Result>[]): () => void {
    let inside = true
    this.#running++
    return () => {
      if (!inside) return
      inside = false
      this.#running--
      for (const { keys } of batch) for (const key of keys) this.#busy.delete(key)
      this.#schedule()
    }
  }
}
