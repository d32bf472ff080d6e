import { performance } from 'node:perf_hooks'

import { listInstances } from '@kindred/rpc'

import type { Probes } from './instances.js'

export interface ServiceHealth {
  /** degraded: some instances are serving, others are not. */
  readonly status: 'healthy' | 'degraded' | 'unhealthy'
  /** The time of the slowest answer; absent when there was none. */
  readonly latency_ms?: number
  /** The number of instances behind the service's address. */
  readonly instances: number
  /** How many of them are serving; absent when all or none are. */
  readonly answering?: number
}

export interface Probed {
  readonly health: ServiceHealth
  readonly instances: readonly string[]
}

const deadlineMs = 2_000

/** Asks every instance of one service for its health. Never throws. */
export async function probe(probes: Probes, service: string, address: string): Promise<Probed> {
  const instances = await listInstances(address)
  const answers = await Promise.all(probes.clientsOf(service, instances).map(ask))
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

/** The number of instances behind an address; 0 when its name does not resolve. */
export const countInstances = async (address: string): Promise<number> =>
  (await listInstances(address)).length
