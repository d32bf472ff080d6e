import { hostname } from 'node:os'

import { backoff, type Log, newId } from '@kindred/kernel'

import type { Sink } from './recording.js'
import type { Span } from './span.js'

interface OutboundOptions {
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly name: string
  readonly version: string
  readonly log: Log
}

/** The spans on their way to the collector. */
interface Outbound extends Sink {
  readonly dropped: number
  stop(): Promise<void>
}

const gatherMs = 1_000
const maxBatch = 512
/** About 4 MB: more is dropped while the collector is away. */
const maxWaiting = 8_192
const pauses = { firstMs: 1_000, maxMs: 30_000 }

/** Sends spans in batches, away from the requests that they tell of; nothing waits for it. */
export function createOutbound({ endpoint, headers, name, version, log }: OutboundOptions): Outbound {
  const resource = {
    'service.name': name,
    'service.namespace': 'kindred',
    'service.instance.id': newId(),
    'service.version': version,
    'host.name': hostname(),
  }
  let waiting: Span[] = []
  let dropped = 0
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> | undefined

  function schedule(): void {
    if (timer !== undefined || sending !== undefined || waiting.length === 0) return
    const waitMs = failures > 0 ? backoff(failures, pauses) : waiting.length >= maxBatch ? 0 : gatherMs
    timer = setTimeout(flush, waitMs)
    timer.unref()
  }

  function flush(): void {
    timer = undefined
    const batch = waiting.splice(0, maxBatch)
    sending = send(batch).finally(() => {
      sending = undefined
      schedule()
    })
  }

  async function send(batch: Span[]): Promise<void> {
    try {
      const { exportSpans } = await import('./otlp/export-spans.js')
      await exportSpans({ endpoint, headers, resource }, batch)
      if (failures > 0) log.info({ dropped }, 'the collector of traces takes spans again')
      failures = 0
    } catch (error) {
      failures += 1
      if (failures === 1) log.warn({ err: error }, 'the collector of traces takes no spans')
      hold([...batch, ...waiting])
    }
  }

  /** The oldest are dropped: what happens now explains why the collector was away. */
  function hold(spans: Span[]): void {
    waiting = spans.slice(-maxWaiting)
    dropped += spans.length - waiting.length
  }

  return {
    get dropped() {
      return dropped
    },
    take(spans) {
      waiting.push(...spans)
      if (waiting.length > maxWaiting) hold(waiting)
      schedule()
    },
    async stop() {
      clearTimeout(timer)
      await sending
      clearTimeout(timer)
      while (waiting.length > 0 && failures === 0) await send(waiting.splice(0, maxBatch))
    },
  }
}
