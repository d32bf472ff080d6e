import { AsyncLocalStorage } from 'node:async_hooks'

import type { Span } from './span.js'

// Nothing follows the asynchronous calls of a process before its first span: until then this costs a look at a property.
const storage = new AsyncLocalStorage<Span | undefined>()

/** The span that the running code works for; always undefined while tracing is off. */
export const currentSpan = (): Span | undefined => storage.getStore()

/** The traceparent of the running code; empty while tracing is off. */
export const currentTraceparent = (): string => storage.getStore()?.traceparent ?? ''

/** Runs work, and all that it waits for, for a span, or for none. */
export function inSpan<T>(span: Span | undefined, work: () => T): T {
  return span === storage.getStore() ? work() : storage.run(span, work)
}

/** The ids that log lines carry; nothing outside of a span. */
export function traceFields(): { trace_id?: string; span_id?: string } {
  const span = storage.getStore()
  return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId }
}
