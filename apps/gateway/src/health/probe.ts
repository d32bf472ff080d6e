import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { performance } from 'node:perf_hooks'

import { type Probes } from '../services.js'

/** How one service is. */
export interface ServiceHealth {
  readonly status: 'healthy' | 'unhealthy'
  /** How long the answer took; absent when there was none. */
  readonly latency_ms?: number
  /** How many addresses the service's name resolves to. */
  readonly instances: number
}

const deadlineMs = 500

/** Asks one service for its health. Never throws. */
export async function probe(client: Probes[keyof Probes], address: string): Promise<ServiceHealth> {
  const [answer, instances] = await Promise.all([ask(client), countInstances(address)])
  return { ...answer, instances }
}

async function ask(client: Probes[keyof Probes]): Promise<Pick<ServiceHealth, 'status' | 'latency_ms'>> {
  const begin = performance.now()
  try {
    const { status } = await client.check({ service: '' }, { deadlineMs })
    const latency = Math.round((performance.now() - begin) * 10) / 10
    return { status: status === 'SERVING' ? 'healthy' : 'unhealthy', latency_ms: latency }
  } catch {
    return { status: 'unhealthy' }
  }
}

/** How many addresses stand behind `host:port` or `dns:///name:port`; 0 when the name is not known. */
export async function countInstances(address: string): Promise<number> {
  const host = address
    .replace(/^dns:\/+/, '')
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) return 1
  try {
    return (await lookup(host, { all: true })).length
  } catch {
    return 0
  }
}
