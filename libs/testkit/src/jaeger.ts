import { spawn, spawnSync } from 'node:child_process'

import { waitForPort } from './child-server.js'
import { freePorts } from './free-ports.js'

/** Whether there is a Jaeger on this machine; CI has one. */
export const hasJaeger = spawnSync('jaeger', ['version']).status === 0 || process.env['CI'] !== undefined

/** A span as Jaeger answers it. */
interface JaegerSpan {
  readonly id: string
  /** Undefined for the first of a trace. */
  readonly parentId: string | undefined
  readonly name: string
  readonly service: string
}

/** A Jaeger that keeps traces in memory. */
export interface Jaeger {
  /** Where it takes OTLP over HTTP. */
  readonly endpoint: string
  /** What it has of a trace. */
  spansOf(traceId: string): Promise<readonly JaegerSpan[]>
  stop(): Promise<void>
}

interface Answer {
  readonly data?: readonly {
    readonly spans: readonly {
      readonly spanID: string
      readonly operationName: string
      readonly processID: string
      readonly references: readonly { readonly refType: string; readonly spanID: string }[]
    }[]
    readonly processes: Readonly<Record<string, { readonly serviceName: string }>>
  }[]
}

/** All that it listens on, so that several run beside each other; the first two are used. */
const addresses = [
  'collector.otlp.http.host-port',
  'query.http-server.host-port',
  'admin.http.host-port',
  'collector.grpc-server.host-port',
  'collector.http-server.host-port',
  'collector.otlp.grpc.host-port',
  'query.grpc-server.host-port',
  'http-server.host-port',
  'processor.jaeger-binary.server-host-port',
  'processor.jaeger-compact.server-host-port',
  'processor.zipkin-compact.server-host-port',
] as const

export async function startJaeger(): Promise<Jaeger> {
  const ports = await freePorts(addresses.length)
  const hosts = addresses.map((name, at) => `--${name}=127.0.0.1:${ports[at]}`)
  const [otlp, query] = ports as [number, number]
  const child = spawn('jaeger', ['--collector.otlp.enabled=true', '--log-level=error', ...hosts], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'] },
  })
  for (const port of [otlp, query]) await waitForPort(port, child)
  return {
    endpoint: `http://127.0.0.1:${otlp}`,
    async spansOf(traceId) {
      const response = await fetch(`http://127.0.0.1:${query}/api/traces/${traceId}`)
      const { data } = (await response.json()) as Answer
      return (data ?? []).flatMap(({ spans, processes }) =>
        spans.map((span) => ({
          id: span.spanID,
          parentId: span.references.find(({ refType }) => refType === 'CHILD_OF')?.spanID,
          name: span.operationName,
          service: processes[span.processID]?.serviceName ?? '',
        })),
      )
    },
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await gone
    },
  }
}
