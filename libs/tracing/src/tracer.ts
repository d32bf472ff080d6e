import type { Log } from '@kindred/kernel'

import { newTraceId } from './ids.js'
import { Outbound } from './outbound.js'
import { Recording } from './recording.js'
import { Span, type SpanStart } from './span.js'
import type { TraceContext } from './trace-context.js'

/** Where traces go, and which. */
export interface TracingSettings {
  /** The OTLP collector, for example `http://127.0.0.1:4318`. */
  readonly endpoint: string
  /** Headers of each export. */
  readonly headers: Readonly<Record<string, string>>
  /** The share of the traces that begin here and are kept whatever happens, 0 to 1. */
  readonly ratio: number
  /** What takes longer is kept. */
  readonly slowMs: number
}

interface TracerOptions extends TracingSettings {
  /** `service.name`. */
  readonly name: string
  /** `service.version`. */
  readonly version: string
  readonly log: Log
}

/** How the first span of a process begins. */
interface RootStart extends SpanStart {
  /** The span of another process that it goes on with. */
  readonly parent?: TraceContext | undefined
  /** Whether the other process is believed to decide what is sampled; true unless told. */
  readonly believes?: boolean
}

/** Begins the spans of one service in one process. Where tracing is off there is none. */
export interface Tracer {
  start(name: string, start?: RootStart): Span
  /** How many spans were lost because the collector did not take them. */
  readonly dropped: number
  /** Sends what is left, for a moment. */
  stop(): Promise<void>
}

/** Failed and slow ones that are kept in a second, beside those that were chosen. */
const maxOdd = 50

/** Opens a tracer; what speaks to the collector is loaded with the first span that is kept. */
export function createTracer(options: TracerOptions): Tracer {
  const { ratio, slowMs } = options
  const outbound = new Outbound(options)
  const keeping = { sink: outbound, slowMs, mayKeep: fewPerSecond(maxOdd) }
  return {
    start(name, start = {}) {
      const { parent, believes = true } = start
      const sampled = parent !== undefined && believes ? parent.sampled : Math.random() < ratio
      const recording = new Recording(parent?.traceId ?? newTraceId(), sampled, keeping)
      return new Span(recording, name, parent, start)
    },
    get dropped() {
      return outbound.dropped
    },
    stop: () => outbound.stop(),
  }
}

function fewPerSecond(most: number): () => boolean {
  let second = 0
  let taken = 0
  return () => {
    const now = Math.floor(performance.now() / 1_000)
    if (now !== second) taken = 0
    second = now
    return ++taken <= most
  }
}
