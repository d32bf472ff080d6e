import { type OpenMetricsContentType, prometheusContentType } from 'prom-client'

/** https://github.com/prometheus/OpenMetrics, the only one of the two texts that has exemplars. */
export const openMetricsType: OpenMetricsContentType =
  'application/openmetrics-text; version=1.0.0; charset=utf-8'
export const plainTextType = prometheusContentType

/** Whether a reader asks for OpenMetrics, as Prometheus does. */
export const wantsOpenMetrics = (accept: string | undefined): boolean =>
  accept?.includes('application/openmetrics-text') === true

/** Prometheus' older text from that of OpenMetrics, for everybody else: counters are named with `_total` there, and nothing has exemplars. */
export function plainText(openMetrics: string): string {
  const counters = new Set([...openMetrics.matchAll(/^# TYPE (\S+) counter$/gm)].map(([, name]) => name))
  return openMetrics
    .replaceAll(/^(# (?:HELP|TYPE) )(\S+)/gm, (line, start: string, name: string) =>
      counters.has(name) ? `${start}${name}_total` : line,
    )
    .replaceAll(/ # \{trace_id="[\da-f]{32}"\} \S+ \S+$/gm, '')
    .replace(/^# EOF\n$/m, '')
}
