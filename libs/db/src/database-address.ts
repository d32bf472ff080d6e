import { userInfo } from 'node:os'

import type pg from 'pg'
import { parse } from 'pg-connection-string'

/** Every part of a database URL, so that nothing comes from the PG* variables of a shell except a missing password. */
interface DatabaseAddress {
  readonly user: string
  readonly password: string | undefined
  readonly host: string
  readonly port: number
  readonly database: string
  readonly ssl: NonNullable<pg.ClientConfig['ssl']>
  readonly sslnegotiation: 'postgres' | 'direct'
  /** Settings of the server that the URL asks for, `-c name=value`. */
  readonly options: string
}

/** Reads a database URL as node-postgres does: the query wins, `?host=/run/postgresql` is a socket, encoded or not. */
export function readAddress(url: string): DatabaseAddress {
  const said = parse(url)
  const user = said.user || userInfo().username
  return {
    user,
    password: said.password || undefined,
    host: said.host || 'localhost',
    port: Number(said.port) || 5432,
    database: said.database || user,
    ssl: (said.ssl as DatabaseAddress['ssl'] | undefined) ?? false,
    sslnegotiation: Reflect.get(said, 'sslnegotiation') === 'direct' ? 'direct' : 'postgres',
    options: said.options ?? '',
  }
}

/** `host:port` or the folder of a socket, for messages. */
export function describeAddress(url: string): string {
  const { host, port } = readAddress(url)
  if (host.startsWith('/')) return `the socket in ${host}`
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

const replaced = new Set(['user', 'password', 'host', 'port', 'db', 'dbname', 'database'])

/** The URL of another role and its database on the same server, with the same settings. */
export function withRole(url: string, role: { user: string; password: string; database: string }): string {
  const { host, port } = readAddress(url)
  const kept = [...new URLSearchParams(url.split('?')[1] ?? '')].filter(([name]) => !replaced.has(name))
  const isSocket = host.startsWith('/')
  // A URL without a host cannot name a user before it.
  const query = new URLSearchParams(
    isSocket
      ? [['host', host], ['port', `${port}`], ['user', role.user], ['password', role.password], ...kept]
      : kept,
  )
  const login = `${encodeURIComponent(role.user)}:${encodeURIComponent(role.password)}@${describeAddress(url)}`
  const text = query.size === 0 ? '' : `?${query.toString()}`
  return `postgres://${isSocket ? '' : login}/${role.database}${text}`
}

/** The URL of another database on the same server, for the same user. */
export function atDatabase(url: string, database: string): string {
  const { user, password = '' } = readAddress(url)
  return withRole(url, { user, password, database })
}
