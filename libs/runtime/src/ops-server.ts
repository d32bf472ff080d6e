import Fastify from 'fastify'

import type { Log } from '@kindred/kernel'

import type { Metrics } from './metrics.js'
import { openMetricsType, plainTextType, wantsOpenMetrics } from './open-metrics.js'

/** What the ops server shows. */
export interface OpsServerOptions {
  readonly name: string
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Named checks; the service is ready when all are true. */
  readonly ready: () => Promise<Record<string, boolean>>
  /** Said beside, whatever the answer. */
  readonly status?: () => Record<string, string>
  /** What else can be read, by its path. */
  readonly pages?: Readonly<Record<string, () => object>>
  readonly metrics: Metrics
  readonly log: Log
}

/** HTTP for operators: `/livez`, `/readyz`, `/metrics`. Never public. */
export interface OpsServer {
  /** Listens; answers the port. */
  start(): Promise<number>
  /** From now on `/readyz` answers 503, so that nobody sends new work. */
  drain(): void
  stop(): Promise<void>
}

/** An ops server that does not listen yet. */
export function createOpsServer(options: OpsServerOptions): OpsServer {
  const app = Fastify({ logger: false, forceCloseConnections: true })
  let draining = false

  app.get('/livez', () => ({ status: 'alive', service: options.name }))
  app.get('/readyz', async (_request, reply) => {
    const failing = draining ? ['draining'] : await failingChecks(options)
    const more = options.status?.()
    if (failing.length > 0)
      return reply.code(503).send({ ...more, status: 'not_ready', service: options.name, failing })
    return { ...more, status: 'ready', service: options.name }
  })
  for (const [path, read] of Object.entries(options.pages ?? {})) app.get(path, () => read())
  app.get('/metrics', async ({ headers }, reply) => {
    const { metrics } = options
    return wantsOpenMetrics(headers.accept)
      ? reply.type(openMetricsType).send(await metrics.renderOpen())
      : reply.type(plainTextType).send(await metrics.render())
  })

  return {
    async start() {
      await app.listen({ host: options.host, port: options.port })
      const address = app.server.address()
      return typeof address === 'object' && address !== null ? address.port : options.port
    },
    drain() {
      draining = true
    },
    stop: () => app.close(),
  }
}

async function failingChecks({ ready, log }: OpsServerOptions): Promise<string[]> {
  try {
    const checks = await ready()
    return Object.keys(checks).filter((name) => checks[name] !== true)
  } catch (error) {
    log.warn({ err: error }, 'the readiness check failed')
    return ['check']
  }
}
