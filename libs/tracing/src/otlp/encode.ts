import type { Attributes, Span, SpanKind } from '../span.js'
import type { TraceContext } from '../trace-context.js'

/** The numbers of OTLP's SpanKind. */
const kinds: Readonly<Record<SpanKind, number>> = {
  internal: 1,
  server: 2,
  client: 3,
  producer: 4,
  consumer: 5,
}
const errorStatus = 2

/** Spans as an ExportTraceServiceRequest in OTLP's JSON: ids in hex, times as text, enums as numbers. */
export const encodeSpans = (resource: Attributes, spans: readonly Span[]): string =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributesOf(resource) },
        scopeSpans: [{ scope: { name: 'kindred' }, spans: spans.map(spanOf) }],
      },
    ],
  })

const spanOf = (span: Span) => ({
  traceId: span.traceId,
  spanId: span.spanId,
  parentSpanId: span.parentId ?? '',
  name: span.name,
  kind: kinds[span.kind],
  startTimeUnixNano: nanoseconds(span.epochMs + span.startedAt),
  endTimeUnixNano: nanoseconds(span.epochMs + span.endedAt),
  attributes: attributesOf(span.attributes),
  links: span.links.map(linkOf),
  status: span.failure === undefined ? {} : { code: errorStatus, message: span.failure },
})

const linkOf = ({ traceId, spanId }: TraceContext) => ({ traceId, spanId })

/** Unix milliseconds as nanoseconds; a double holds microseconds of them exactly. */
const nanoseconds = (ms: number): string => `${Math.round(ms * 1_000)}000`

const attributesOf = (attributes: Attributes) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }))

function valueOf(value: Attributes[string]): object {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}
