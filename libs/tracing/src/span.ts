import { newSpanId } from './ids.js'
import { type TraceContext, writeTraceparent } from './trace-context.js'

/** What a span is to those beside it, as OpenTelemetry names it. */
export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer'

/** What is said of a span, by the names of OpenTelemetry's semantic conventions; never a person, a text, a token or a value of a query. */
export type Attributes = Record<string, string | number | boolean>

/** How a span begins. */
export interface SpanStart {
  readonly kind?: SpanKind
  /** Those that it shares with others are one object. */
  readonly attributes?: Readonly<Attributes>
}

/** What the spans of one process for one request have in common. */
export interface Recorder {
  readonly traceId: string
  readonly epochMs: number
  sampled: boolean
  readonly isKept: boolean
  takesMore(): boolean
  add(span: Span): void
  noteFailure(): void
  end(root: Span, elapsedMs: number): void
}

const none: readonly TraceContext[] = []

/** A piece of work with a beginning and an end, in one process. */
export class Span implements TraceContext {
  readonly name: string
  readonly kind: SpanKind
  readonly parentId: string | undefined
  /** Other traces that the same work belongs to. */
  links: readonly TraceContext[] = none
  /** Whether its time is mostly that of waiting for something to happen, which is never slow. */
  waits = false
  /** By `performance.now()`. */
  readonly startedAt = performance.now()
  endedAt = 0
  /** The stable code of the error that it ended with. */
  failure: string | undefined
  readonly #recording: Recorder
  readonly #isRoot: boolean
  // Most spans are dropped with their recording, and never asked for an id or for what was said of them.
  #spanId: string | undefined
  readonly #begunWith: Readonly<Attributes> | undefined
  #said: Attributes | undefined

  constructor(recording: Recorder, name: string, parent: TraceContext | undefined, start: SpanStart) {
    this.#recording = recording
    this.#isRoot = !(parent instanceof Span)
    this.name = name
    this.kind = start.kind ?? 'internal'
    this.#begunWith = start.attributes
    this.parentId = parent?.spanId
  }

  get traceId(): string {
    return this.#recording.traceId
  }

  get attributes(): Attributes {
    return { ...this.#begunWith, ...this.#said }
  }

  get spanId(): string {
    return (this.#spanId ??= newSpanId())
  }

  get sampled(): boolean {
    return this.#recording.sampled
  }

  /** Whether it is sent to the collector, as far as that is known: for one that was not chosen once the root has ended. */
  get isKept(): boolean {
    return this.#recording.isKept
  }

  get epochMs(): number {
    return this.#recording.epochMs
  }

  /** For what goes on elsewhere. */
  get traceparent(): string {
    return writeTraceparent(this)
  }

  /** A part of this work; undefined when the root has ended. */
  child(name: string, start: SpanStart = {}): Span | undefined {
    return this.#recording.takesMore() ? new Span(this.#recording, name, this, start) : undefined
  }

  set(name: string, value: Attributes[string]): void {
    this.#said ??= {}
    this.#said[name] = value
  }

  /** The caller turned out to be one of us, whose decision holds. */
  adopt(sampled: boolean): void {
    this.#recording.sampled = sampled
  }

  /** It failed by a fault of ours: the whole recording is kept. */
  fail(code: string): void {
    this.failure = code
    this.set('error.type', code)
    this.#recording.noteFailure()
  }

  end(): void {
    if (this.endedAt !== 0) return
    this.endedAt = performance.now()
    if (this.#isRoot) this.#recording.end(this, this.endedAt - this.startedAt)
    else this.#recording.add(this)
  }
}
