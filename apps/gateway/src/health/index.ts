import { type FastifyInstance } from 'fastify'

import { serviceNames } from '@kindred/runtime'

import { type GatewayContext } from '../context.js'
import { probe, type ServiceHealth } from './probe.js'

/** How the whole is. */
export interface Health {
  readonly status: 'healthy' | 'degraded' | 'unhealthy'
  readonly version: string
  readonly services: Readonly<Record<string, ServiceHealth>>
}

const freshMs = 1_000

/** Adds GET /health: every service is asked, at most once a second however many ask here. */
export function registerHealth(app: FastifyInstance, context: GatewayContext): void {
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

async function askAll({ probes, config }: GatewayContext): Promise<Health> {
  const states = await Promise.all(serviceNames.map((name) => probe(probes[name], config.peers[name])))
  const services = Object.fromEntries(serviceNames.map((name, index) => [name, states[index]!]))
  const healthy = states.filter(({ status }) => status === 'healthy').length
  const status = healthy === states.length ? 'healthy' : healthy > 0 ? 'degraded' : 'unhealthy'
  return { status, version: config.version, services }
}
