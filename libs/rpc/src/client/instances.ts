import { isIP } from 'node:net'

import { addresses } from '@kindred/dns'

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
    return (await addresses.of(host)).map((one) => written(one.address, port))
  } catch {
    return []
  }
}

const written = (host: string, port: string): string => `${isIP(host) === 6 ? `[${host}]` : host}:${port}`
