import { HealthService } from '@kindred/contracts/grpc-health'
import {
  type Client,
  createClient,
  createGrpcTransport,
  type RpcSecurity,
  type Transport,
} from '@kindred/rpc'

/** A health client for each single instance, over a connection that lasts while the instance is listed. */
export interface Probes {
  clientsOf(service: string, instances: readonly string[]): readonly Client<typeof HealthService>[]
  /** Closes the connections to other instances. */
  keepOnly(instances: ReadonlySet<string>): void
  close(): void
}

export function createProbes(security?: RpcSecurity): Probes {
  const known = new Map<string, { transport: Transport; client: Client<typeof HealthService> }>()
  const open = (service: string, address: string) => {
    const transport = createGrpcTransport({ address, security: security?.towards(service) })
    return { transport, client: createClient(HealthService, transport) }
  }
  const forget = (address: string): void => {
    known.get(address)?.transport.close()
    known.delete(address)
  }
  return {
    clientsOf: (service, instances) =>
      instances.map((address) => {
        const one = known.get(address) ?? open(service, address)
        known.set(address, one)
        return one.client
      }),
    keepOnly(instances) {
      for (const address of [...known.keys()]) if (!instances.has(address)) forget(address)
    },
    close() {
      for (const address of [...known.keys()]) forget(address)
    },
  }
}
