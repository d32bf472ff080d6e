import {
  type Client,
  createClient,
  createGrpcTransport,
  type ObserveCall,
  type RpcSecurity,
  type Transport,
} from '@kindred/rpc'

/** The connections to the other services, opened when they are first needed. */
export interface Peers {
  /** Throws for a service whose address is not configured. */
  transportTo(service: string): Transport
  client<Definition extends object>(service: string, definition: Definition): Client<Definition>
  /** Closes the connections, and takes no new certificates any more. */
  close(): void
}

interface PeersOptions {
  readonly observe: ObserveCall
  /** Gives the service token for the streams that carry unary calls together; without it each call has a stream of its own. */
  readonly token: ((service: string) => Promise<string>) | undefined
  /** Plaintext without it. */
  readonly security?: RpcSecurity | undefined
  /** See PlatformSettings. */
  readonly deadlineScale?: number | undefined
}

/** Opens no connection yet. */
export function createPeers(
  addresses: Readonly<Record<string, string>>,
  { token, security: own, ...options }: PeersOptions,
): Peers {
  const transports = new Map<string, Transport>()

  function transportTo(service: string): Transport {
    const known = transports.get(service)
    if (known !== undefined) return known
    const address = addresses[service]
    if (address === undefined) throw new Error(`No address of the service ${service} is configured.`)
    const security = own?.towards(service)
    const transport = createGrpcTransport({
      address,
      token: token && (() => token(service)),
      security,
      ...options,
    })
    transports.set(service, transport)
    return transport
  }

  return {
    transportTo,
    client: (service, definition) => createClient(definition, transportTo(service)),
    close() {
      for (const transport of transports.values()) transport.close()
      transports.clear()
      own?.close()
    },
  }
}
