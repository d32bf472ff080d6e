import { performance } from 'node:perf_hooks'

import { listInstances, type Probes } from './instances.js'

/** How one service is. */
export interface ServiceHealth {
  /** degraded: some instances answer that they can work, others do not. */
  readonly status: 'healthy' | 'degraded' | 'unhealthy'
  /** How long the slowest answer took; absent when there was none. */
  readonly latency_ms?: number
  /** How many instances the service's address names. */
  readonly instances: number
  /** How many of them can work; said when that is not all of them. */
  readonly answering?: number
}

/** How a service is, and which instances were asked. */
export interface Probed {
  readonly health: ServiceHealth
  readonly instances: readonly string[]
}

const deadlineMs = 2_000

/** Asks every instance of one service for its health. Never throws. */
export async function probe(probes: Probes, address: string): Promise<Probed> {
  const instances = await listInstances(address)
  const answers = await Promise.all(probes.clientsOf(instances).map(ask))
  const well = answers.filter(({ isServing }) => isServing).length
  const times = answers.flatMap(({ latency }) => (latency === undefined ? [] : [latency]))
  const isPartly = well > 0 && well < instances.length
  const health: ServiceHealth = {
    status: isPartly ? 'degraded' : well > 0 ? 'healthy' : 'unhealthy',
    ...(times.length > 0 && { latency_ms: Math.max(...times) }),
    instances: instances.length,
    ...(isPartly && { answering: well }),
  }
  return { health, instances }
}

interface Answer {
  readonly isServing: boolean
  readonly latency?: number
}

async function ask(client: ReturnType<Probes['clientsOf']>[number]): Promise<Answer> {
  const begin = performance.now()
  try {
    const { status } = await client.check({ service: '' }, { deadlineMs })
    return { isServing: status === 'SERVING', latency: Math.round((performance.now() - begin) * 10) / 10 }
  } catch {
    return { isServing: false }
  }
}

/** How many instances stand behind an address; 0 when no name of it is known. */
export const countInstances = async (address: string): Promise<number> =>
  (await listInstances(address)).length
