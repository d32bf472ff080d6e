import type { FastifyInstance } from 'fastify'

import type { SharedClock } from '@kindred/kernel'
import { serviceNames } from '@kindred/runtime'

import type { GatewayConfig } from '../config.js'
import type { Probes } from './instances.js'
import { probe, type ServiceHealth } from './probe.js'

interface Health {
  readonly status: 'healthy' | 'degraded' | 'unhealthy'
  readonly version: string
  /** How far the clock of this gateway's machine is ahead of the database's; absent while that is unknown. */
  readonly clock_skew_ms?: number
  readonly services: Readonly<Record<string, ServiceHealth>>
}

/** What health needs of the gateway's context. */
export interface HealthContext {
  readonly config: Pick<GatewayConfig, 'peers' | 'version'>
  readonly clock: SharedClock
  readonly probes: Probes
}

const freshMs = 1_000

/** Adds GET /health. Services are probed once a second at most, however many requests come. */
export function registerHealth(app: FastifyInstance, context: HealthContext): void {
  let latest: Promise<Health> | undefined
  let askedAt = -Infinity

  function currentHealth(): Promise<Health> {
    const now = performance.now()
    if (latest === undefined || now - askedAt > freshMs) {
      latest = askAll(context)
      askedAt = now
    }
    return latest
  }

  app.get('/health', { config: { access: 'PUBLIC', limit: 'health' } }, async (_request, reply) => {
    const health = await currentHealth()
    return reply
      .code(health.status === 'unhealthy' ? 503 : 200)
      .header('cache-control', 'no-store')
      .send(health)
  })
}

async function askAll({ probes, config, clock }: HealthContext): Promise<Health> {
  const probed = await Promise.all(serviceNames.map((name) => probe(probes, name, config.peers[name])))
  probes.keepOnly(new Set(probed.flatMap(({ instances }) => instances)))
  const states = probed.map(({ health }) => health)
  const services = Object.fromEntries(serviceNames.map((name, index) => [name, states[index]!]))
  const isEach = (wanted: ServiceHealth['status']): boolean => states.every(({ status }) => status === wanted)
  const status = isEach('healthy') ? 'healthy' : isEach('unhealthy') ? 'unhealthy' : 'degraded'
  const { skewMs } = clock
  return { status, version: config.version, ...(skewMs !== undefined && { clock_skew_ms: skewMs }), services }
}
