import { EventEmitter, on } from 'node:events'

import {
  type HealthCheckRequest,
  type HealthCheckResponse,
  HealthCheckResponse_ServingStatus as Status,
  HealthService,
} from '@kindred/contracts/grpc-health'
import { AppError } from '@kindred/kernel'

import type { Call } from './call.js'
import { implement, type Implementation } from './handlers.js'

/** The service grpc.health.v1, and the switch for what it answers. */
export interface Health {
  readonly implementation: Implementation
  setServing(serving: boolean): void
}

/** The server and each named service share one state. A check asks `isReady` too, a watch does not. */
export function createHealth(
  services: ReadonlySet<string>,
  isReady: () => Promise<boolean> = async () => true,
): Health {
  const changes = new EventEmitter().setMaxListeners(0)
  let serving = false
  const statusOf = (service: string): HealthCheckResponse['status'] => {
    if (service !== '' && !services.has(service)) return Status.SERVICE_UNKNOWN
    return serving ? Status.SERVING : Status.NOT_SERVING
  }

  async function check(_context: object, { service }: HealthCheckRequest): Promise<HealthCheckResponse> {
    const status = statusOf(service)
    if (status === Status.SERVING && !(await isReady())) return { status: Status.NOT_SERVING }
    if (status !== Status.SERVICE_UNKNOWN) return { status }
    throw new AppError({
      kind: 'notFound',
      code: 'SERVICE_UNKNOWN',
      detail: 'This server has no such service.',
    })
  }

  async function* watch(
    _context: object,
    { service }: HealthCheckRequest,
    call: Call,
  ): AsyncGenerator<HealthCheckResponse> {
    const woken = on(changes, 'change', { signal: call.signal })
    let told = statusOf(service)
    yield { status: told }
    while ((await woken.next()).done !== true) {
      if (statusOf(service) === told) continue
      told = statusOf(service)
      yield { status: told }
    }
  }

  return {
    implementation: implement(HealthService, { check, watch }, {}),
    setServing(next) {
      serving = next
      changes.emit('change')
    },
  }
}
