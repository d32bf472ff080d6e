import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'

import { HealthService } from '@kindred/contracts/grpc-health'
import { type Client, createClient, createGrpcTransport, type Transport } from '@kindred/rpc'

/** `10.0.0.1:8081` of every instance behind an address: `host:port`, `dns:///name:port`, or a list between commas. */
export async function listInstances(address: string): Promise<string[]> {
  const parts = address.replace(/^(dns:\/*|ipv[46]:)/, '').split(',')
  const found = await Promise.all(parts.map((part) => resolvePart(part.trim())))
  return [...new Set(found.flat())].sort()
}

async function resolvePart(part: string): Promise<string[]> {
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(part) ?? []
  if (isIP(host) !== 0) return [written(host, port)]
  try {
    return (await lookup(host, { all: true })).map((one) => written(one.address, port))
  } catch {
    return []
  }
}

const written = (host: string, port: string): string => `${isIP(host) === 6 ? `[${host}]` : host}:${port}`

/** A health client for each single instance, over a connection that lasts while the instance is listed. */
export interface Probes {
  clientsOf(instances: readonly string[]): readonly Client<typeof HealthService>[]
  /** Closes the connections to other instances. */
  keepOnly(instances: ReadonlySet<string>): void
  close(): void
}

export function createProbes(): Probes {
  const known = new Map<string, { transport: Transport; client: Client<typeof HealthService> }>()
  const open = (address: string) => {
    const transport = createGrpcTransport({ address })
    return { transport, client: createClient(HealthService, transport) }
  }
  const forget = (address: string): void => {
    known.get(address)?.transport.close()
    known.delete(address)
  }
  return {
    clientsOf: (instances) =>
      instances.map((address) => {
        const one = known.get(address) ?? open(address)
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
