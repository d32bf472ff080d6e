import { hostname } from 'node:os'

import { backoff, type Log, newId } from '@kindred/kernel'

import type { Sink } from './recording.js'
import type { Attributes, Span } from './span.js'

interface OutboundOptions {
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly name: string
  readonly version: string
  readonly log: Log
}

const gatherMs = 1_000
const maxBatch = 512
/** About 4 MB: more is dropped while the collector is away. */
const maxWaiting = 8_192
const pauses = { firstMs: 1_000, maxMs: 30_000 }

/** Sends spans in batches, away from the requests that they tell of; nothing waits for it. */
export class Outbound implements Sink {
  readonly #options: OutboundOptions
  readonly #resource: Attributes
  #waiting: Span[] = []
  #dropped = 0
  #failures = 0
  #timer: NodeJS.Timeout | undefined
  #sending: Promise<void> | undefined

  constructor(options: OutboundOptions) {
    this.#options = options
    this.#resource = {
      'service.name': options.name,
      'service.namespace': 'kindred',
      'service.instance.id': newId(),
      'service.version': options.version,
      'host.name': hostname(),
    }
  }

  /** How many spans the collector did not take in time. */
  get dropped(): number {
    return this.#dropped
  }

  take(spans: readonly Span[]): void {
    this.#waiting.push(...spans)
    if (this.#waiting.length > maxWaiting) this.#hold(this.#waiting)
    this.#schedule()
  }

  /** Sends what waits, unless the collector is away. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#sending
    clearTimeout(this.#timer)
    while (this.#waiting.length > 0 && this.#failures === 0) await this.#send(this.#takeBatch())
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#sending !== undefined || this.#waiting.length === 0) return
    const usualMs = this.#waiting.length >= maxBatch ? 0 : gatherMs
    const waitMs = this.#failures > 0 ? backoff(this.#failures, pauses) : usualMs
    this.#timer = setTimeout(() => this.#flush(), waitMs)
    this.#timer.unref()
  }

  #flush(): void {
    this.#timer = undefined
    this.#sending = this.#send(this.#takeBatch()).finally(() => {
      this.#sending = undefined
      this.#schedule()
    })
  }

  #takeBatch(): Span[] {
    return this.#waiting.splice(0, maxBatch)
  }

  async #send(batch: readonly Span[]): Promise<void> {
    const { endpoint, headers, log } = this.#options
    try {
      const { exportSpans } = await import('./otlp/export-spans.js')
      await exportSpans({ endpoint, headers, resource: this.#resource }, batch)
      if (this.#failures > 0)
        log.info({ dropped: this.#dropped }, 'the collector of traces takes spans again')
      this.#failures = 0
    } catch (error) {
      this.#failures += 1
      if (this.#failures === 1) log.warn({ err: error }, 'the collector of traces takes no spans')
      this.#hold([...batch, ...this.#waiting])
    }
  }

  /** The oldest are dropped: what happens now explains why the collector was away. */
  #hold(spans: readonly Span[]): void {
    this.#waiting = spans.slice(-maxWaiting)
    this.#dropped += spans.length - this.#waiting.length
  }
}
