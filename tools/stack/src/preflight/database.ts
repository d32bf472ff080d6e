import pg from 'pg'

import type { StartConfig } from '../config.js'
import { serviceNames } from '../names.js'
import { codeOf } from '../start-failure.js'
import type { Finding } from './finding.js'

/** That the PostgreSQL servers that were named answer and let us in. */
export async function checkDatabase(config: Pick<StartConfig, 'adminUrl' | 'databaseUrls'>): Promise<Finding> {
  const named = serviceNames.flatMap((service) => {
    const url = config.databaseUrls[service]
    return url === undefined ? [] : [[`${service.toUpperCase()}_DATABASE_URL`, url] as const]
  })
  const needsAdmin = named.length < serviceNames.length && config.adminUrl !== undefined
  const all = needsAdmin ? [['DATABASE_URL', config.adminUrl] as const, ...named] : named
  for (const [name, url] of all) {
    const advice = await explainRefusal(name, url ?? '')
    if (advice !== undefined) return { name: 'database', ok: false, advice }
  }
  return { name: 'database', ok: true, detail: all.length === 0 ? 'built in' : all.map(([name]) => name).join(', ') }
}

async function explainRefusal(name: string, url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 4_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return explainDatabaseError(name, url, error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** One sentence without the URL's password. */
export function explainDatabaseError(name: string, url: string, error: unknown): string {
  const { host, hostname, username, pathname } = new URL(url)
  const code = codeOf(error) ?? ''
  const builtIn = name === 'DATABASE_URL' ? ', or unset it to use the built-in PostgreSQL' : ''
  if (code === 'ECONNREFUSED')
    return `${name}: nothing answers at ${host}: start PostgreSQL there, correct the address${builtIn}.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `${name}: there is no host ${hostname}: correct the address${builtIn}.`
  if (code.startsWith('28'))
    return `${name}: PostgreSQL at ${host} refuses ${username || 'this user'}: correct the user or the password${builtIn}.`
  if (code === '3D000')
    return `${name}: there is no database ${pathname.slice(1)} at ${host}: create it or correct the name${builtIn}.`
  if (code === '42501')
    return `${name}: ${username} may not make databases and roles: give it CREATEDB and CREATEROLE, or set AUTH_DATABASE_URL and those of the other services.`
  const said = error instanceof Error ? error.message.split('\n')[0] : ''
  return `${name}: PostgreSQL at ${host} cannot be used (${said}): correct the address${builtIn}.`
}
