import { collectDefaultMetrics, Counter, Gauge, type OpenMetricsContentType, Registry } from 'prom-client'

import { openMetricsType, plainText } from './open-metrics.js'
import { createTimes, type Times } from './times.js'

/** What is measured of an RPC. */
interface FinishedCall {
  readonly method: string
  readonly code: string
  readonly seconds: number
  /** Of the trace that it was a part of and that is recorded. */
  readonly traceId?: string | undefined
}

/** The values of a gauge by its labels. */
type Labelled<Label extends string> = readonly {
  readonly labels: Readonly<Record<Label, string>>
  readonly value: number
}[]

/** The measurements of one service. Labels never hold a person, an id or an address. */
export interface Metrics {
  /** HTTP requests by method, route template and status. */
  readonly http: Times
  /** Takes in an RPC that this process answered; as a function of its own, for createRpcServer. */
  readonly observeAnswered: (call: FinishedCall) => void
  /** Takes in an RPC that this process made; for createGrpcTransport. */
  readonly observeMade: (call: FinishedCall) => void
  /** The counter named `kindred_<name>`; made when it is first asked for, so that what counts can ask where it counts. */
  counter<Label extends string = never>(name: string, help: string, labels?: readonly Label[]): Counter<Label>
  /** A gauge named `kindred_<name>`; `collect` sets it when it is read. */
  gauge(name: string, help: string, collect?: () => number | Promise<number>): Gauge
  /** A gauge named `kindred_<name>` with labels; `collect` lists all its values when it is read. */
  gauges<Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
    collect: () => Labelled<Label> | Promise<Labelled<Label>>,
  ): void
  /** Prometheus text. */
  render(): Promise<string>
  /** OpenMetrics text: the same with the latest recorded trace beside each bucket of times. */
  renderOpen(): Promise<string>
}

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** The registry of one service: Node's own measurements, RPC and HTTP times. */
export function createMetrics(name: string): Metrics {
  const registry = new Registry<OpenMetricsContentType>()
  registry.setContentType(openMetricsType)
  registry.setDefaultLabels({ service: name })
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 50 })
  const times = (metric: string, help: string, labels: readonly string[]): Times =>
    createTimes(registry, { name: `kindred_${metric}_seconds`, help, labels, buckets })
  const rpcServer = times('rpc_server', 'RPCs answered', ['method', 'code'])
  const rpcClient = times('rpc_client', 'RPCs made', ['method', 'code'])
  return {
    observeAnswered: ({ method, code, seconds, traceId }) =>
      rpcServer.observe([method, code], seconds, traceId),
    observeMade: ({ method, code, seconds }) => rpcClient.observe([method, code], seconds),
    http: times('http', 'HTTP requests answered', ['method', 'route', 'status']),
    counter<Label extends string>(metric: string, help: string, labelNames: readonly Label[] = []) {
      const name = `kindred_${metric}`
      const known = registry.getSingleMetric(name) as Counter<Label> | undefined
      return known ?? new Counter({ name, help, labelNames, registers: [registry] })
    },
    gauge: (metric, help, collect) =>
      new Gauge({
        name: `kindred_${metric}`,
        help,
        registers: [registry],
        ...(collect && {
          collect: async function (this: Gauge) {
            this.set(await collect())
          },
        }),
      }),
    gauges(metric, help, labelNames, collect) {
      new Gauge({
        name: `kindred_${metric}`,
        help,
        labelNames,
        registers: [registry],
        async collect() {
          const all = await collect()
          this.reset()
          for (const { labels, value } of all) this.set(labels, value)
        },
      })
    },
    render: async () => plainText(await registry.metrics()),
    renderOpen: () => registry.metrics(),
  }
}
