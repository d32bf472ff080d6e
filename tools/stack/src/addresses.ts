/** Which addresses of this machine the servers take. */
export interface Hosts {
  /** Of the gateway: GATEWAY_HOST. */
  readonly gateway: string
  /** Of everything behind it and of the ops servers: BIND_HOST. */
  readonly inner: string
}

/** What holds unless the settings say otherwise. */
export const loopback: Hosts = { gateway: '127.0.0.1', inner: '127.0.0.1' }

/** `host:port` by which a server that listens on `host` is reached from this machine. */
export function reachAt(host: string, port: number): string {
  // One that listens on every address is reached on the loopback as well.
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  return `${reached.includes(':') ? `[${reached}]` : reached}:${port}`
}
