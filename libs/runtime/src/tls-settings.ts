import { readFolder } from '@kindred/certificates'

import { type EnvReader, isLoopback } from './env.js'

/** How calls between processes are secured. */
export interface TlsSettings {
  /** The folder with `ca.crt`, `tls.crt` and `tls.key`; undefined for plaintext. */
  readonly tlsFolder?: string
}

/** What others could read of an app without TLS. */
interface Exposure {
  /** The app's name, which its certificate must bear. */
  readonly app: string
  /** Where it answers calls, if it does. */
  readonly host?: string
  /** Where it makes calls. */
  readonly peers: Readonly<Record<string, string>>
}

const example = '/etc/kindred/tls'

/** Reads TLS_FOLDER and what lies in it, and RPC_PLAINTEXT; in production no plaintext leaves the machine unless that is said to be fine. */
export function readTlsFolder(env: EnvReader, exposure: Exposure): TlsSettings {
  const folder = env.optional('TLS_FOLDER', { example })
  const isFine = env.flag('RPC_PLAINTEXT', { example: 'on', default: false })
  const problem = folder === undefined ? undefined : problemOf(folder, exposure.app)
  if (problem !== undefined) env.fault({ name: 'TLS_FOLDER', problem, example })
  if (folder !== undefined) return { tlsFolder: folder }
  const where = [exposure.host ?? '', ...Object.values(exposure.peers).flatMap(hostsOf)].find(
    (host) => host !== '' && !isLoopback(host),
  )
  if (env.production && !isFine && where !== undefined)
    env.fault({
      name: 'TLS_FOLDER',
      problem: `is not set: calls between services would go over ${where} in plaintext. If a service mesh or a network of their own protects them there, say so with RPC_PLAINTEXT=on`,
      example,
    })
  return {}
}

function problemOf(folder: string, app: string): string | undefined {
  try {
    const { names } = readFolder(folder)
    if (names.includes(app)) return undefined
    return `holds a tls.crt of ${names.join(', ') || 'nobody'}, not of ${app}`
  } catch (error) {
    return `cannot be used: ${(error as Error).message}`
  }
}

/** The hosts of `host:port`, `dns:///name:port` or a list between commas. */
const hostsOf = (address: string): string[] =>
  address.split(',').map((part) => /^(?:dns:\/*|ipv[46]:)?\[?(.*?)\]?:\d+$/.exec(part.trim())?.[1] ?? '')
