import { AsyncLocalStorage } from 'node:async_hooks'

import type { Span } from './span.js'
import type { TraceContext } from './trace-context.js'

// For the bot alone: to follow asynchronous calls costs every promise of a process, which gateway and services would feel. There the
// request, the call and the database's handle carry the span.
const storage = new AsyncLocalStorage<Span | undefined>()

/** The span that the running code works for; always undefined while tracing is off. */
export const currentSpan = (): Span | undefined => storage.getStore()

/** Runs work, and all that it waits for, for a span. */
export const inSpan = <T>(span: Span, work: () => T): T => storage.run(span, work)

/** The ids that log lines carry, of a span here or of another process; nothing without one. */
export const traceFields = (
  span: TraceContext | undefined = storage.getStore(),
): { trace_id?: string; span_id?: string } =>
  span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId }
