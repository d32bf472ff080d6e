import { isIP } from 'node:net'

/** The grpc-js target of an address: a plain list of instances, `10.0.0.1:81,10.0.0.2:81`, needs its address family as a scheme. */
export function targetOf(address: string): string {
  if (!address.includes(',') || /^(dns|ipv4|ipv6|unix):/.test(address)) return address
  const hosts = address.split(',').map((part) => /^\[?(.*?)\]?:\d+$/.exec(part.trim())?.[1] ?? '')
  const families = new Set(hosts.map((host) => isIP(host)))
  const [family = 0] = families
  if (families.size > 1 || family === 0)
    throw new Error(`A list of instances holds addresses of one family: ${address}`)
  return `ipv${family}:${address.replaceAll(' ', '')}`
}
