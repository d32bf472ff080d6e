import type { Recorder, Span } from './span.js'

/** Where the spans of kept recordings go. */
export interface Sink {
  take(spans: readonly Span[]): void
}

/** What recordings of one process have in common. */
interface Keeping {
  readonly sink: Sink
  readonly slowMs: number
  /** Whether one more that was not chosen may be kept: where everything fails, a part of it tells as much. */
  mayKeep(): boolean
}

/** More of one request is left out. */
const maxSpans = 256

/**
 * What one process does for one request, event or update: its spans wait here until the first of them, the root, ends. Only then is it
 * known whether they are kept: because the trace is sampled, something failed, or the root was slow.
 */
export class Recording implements Recorder {
  sampled: boolean
  readonly traceId: string
  /** Unix milliseconds of the zero of `performance.now()`, by the clock as it is when a kept recording ends. */
  epochMs = 0
  readonly #keeping: Keeping
  #spans: Span[] = []
  #begun = 0
  #hasFailed = false
  #isOver = false
  #isKept = false

  constructor(traceId: string, sampled: boolean, keeping: Keeping) {
    this.traceId = traceId
    this.sampled = sampled
    this.#keeping = keeping
  }

  get isKept(): boolean {
    return this.#isOver ? this.#isKept : this.sampled
  }

  /** Whether another span may begin: the root has not ended, and there are not too many. */
  takesMore(): boolean {
    this.#begun += 1
    return !this.#isOver && this.#begun < maxSpans
  }

  /** A span that is not the root has ended; one that outlives a kept root still goes with it. */
  add(span: Span): void {
    if (!this.#isOver) this.#spans.push(span)
    else if (this.#isKept) this.#keeping.sink.take([span])
  }

  noteFailure(): void {
    this.#hasFailed = true
  }

  end(root: Span, elapsedMs: number): void {
    this.#isOver = true
    const isOdd = this.#hasFailed || (elapsedMs > this.#keeping.slowMs && !root.waits)
    this.#isKept = this.sampled || (isOdd && this.#keeping.mayKeep())
    if (this.#isKept) {
      this.epochMs = Date.now() - performance.now()
      this.#keeping.sink.take([root, ...this.#spans])
    }
    this.#spans = []
  }
}
