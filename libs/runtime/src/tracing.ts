import type { Log } from '@kindred/kernel'
import { createTracer, type Tracer, type TracingSettings } from '@kindred/tracing'

import manifest from '../package.json' with { type: 'json' }
import type { EnvReader } from './env.js'
import type { Metrics } from './metrics.js'

/**
 * Reads OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_SAMPLER_ARG and TRACE_SLOW_MS; without the first nothing is
 * traced.
 */
export function readTracing(env: EnvReader): { readonly tracing?: TracingSettings } {
  const setting = { example: 'http://127.0.0.1:4318' }
  const headers = env.list('OTEL_EXPORTER_OTLP_HEADERS', { example: 'api-key=secret', default: [] })
  const ratio = env.text('OTEL_TRACES_SAMPLER_ARG', {
    example: '0.1',
    default: '0.1',
    pattern: /^(0(\.\d+)?|1(\.0+)?)$/,
  })
  const slowMs = env.number('TRACE_SLOW_MS', { example: '1000', default: 1_000, min: 1 })
  if (env.optional('OTEL_EXPORTER_OTLP_ENDPOINT', setting) === undefined) return {}
  const endpoint = env.url('OTEL_EXPORTER_OTLP_ENDPOINT', { ...setting, protocols: ['http:', 'https:'] })
  return { tracing: { endpoint, headers: readHeaders(headers), ratio: Number(ratio), slowMs } }
}

/** `name=value`, percent-encoded, as OpenTelemetry writes them. */
const readHeaders = (pairs: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [name.trim().toLowerCase(), decode(value.join('=').trim())]
    }),
  )

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The tracer of a part of Kindred; undefined where nothing is traced. */
export function openTracer(
  settings: TracingSettings | undefined,
  { name, log, metrics }: { readonly name: string; readonly log: Log; readonly metrics: Metrics },
): Tracer | undefined {
  if (settings === undefined) return undefined
  const tracer = createTracer({ ...settings, name, version: manifest.version, log })
  metrics.gauge('trace_spans_dropped', 'Spans that the collector did not take', () => tracer.dropped)
  return tracer
}
