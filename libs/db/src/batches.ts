/** How pieces of work are put together. */
export interface BatchOptions<Item, Result> {
  /** Pieces of one batch. */
  readonly most: number
  /** Batches under way together. */
  readonly atOnce: number
  /** After so long a batch is waited for no more: the next ones, and pieces that share its keys, begin beside it. */
  readonly patienceMs: number
  /** What a piece is about; pieces that share a key are not under way together, unless one takes longer than that. */
  keysOf(item: Item): readonly (string | number)[]
  /** Does a batch and returns a result for each piece, in order. When it throws, each piece gets the error. */
  run(items: readonly Item[]): Promise<readonly Result[]>
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly keys: readonly (string | number)[]
  readonly signal: AbortSignal | undefined
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Does what comes together in one go: a piece that comes alone starts at once, and whatever comes while all batches are under way makes the
 * next one.
 */
export class Batches<Item, Result> {
  readonly #options: BatchOptions<Item, Result>
  #waiting: Waiting<Item, Result>[] = []
  readonly #busy = new Set<string | number>()
  #running = 0
  #looking = false

  constructor(options: BatchOptions<Item, Result>) {
    this.#options = options
  }

  /** Resolves with the piece's result. A piece whose caller went away before its turn is not done, and rejects. */
  add(item: Item, signal?: AbortSignal): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, keys: this.#options.keysOf(item), signal, resolve, reject })
      this.#look()
    })
  }

  /** A turn later, so that everybody whom one answer woke is in the next batch. */
  #look(): void {
    if (this.#looking || this.#waiting.length === 0) return
    this.#looking = true
    setImmediate(() => {
      this.#looking = false
      while (this.#running < this.#options.atOnce) {
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
        reject(signal.reason)
        return false
      }
      if (taken.length === this.#options.most || keys.some((key) => this.#busy.has(key))) return true
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

  /** Returns what makes room again, once. */
  #enter(batch: readonly Waiting<Item, Result>[]): () => void {
    let inside = true
    this.#running++
    return () => {
      if (!inside) return
      inside = false
      this.#running--
      for (const { keys } of batch) for (const key of keys) this.#busy.delete(key)
      this.#look()
    }
  }
}
