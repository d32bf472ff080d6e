import { describeAddress, findDatabaseFault, readAddress } from '@kindred/db'

import type { StartConfig } from '../config.js'
import { serviceNames } from '../names.js'
import { codeOf } from '../start-failure.js'
import type { Finding } from './finding.js'

/** That the PostgreSQL servers that were named answer and let us in. */
export async function checkDatabase(
  config: Pick<StartConfig, 'adminUrl' | 'databaseUrls'>,
): Promise<Finding> {
  const named = serviceNames.flatMap((service) => {
    const url = config.databaseUrls[service]
    return url === undefined ? [] : [[`${service.toUpperCase()}_DATABASE_URL`, url] as const]
  })
  const needsAdmin = named.length < serviceNames.length && config.adminUrl !== undefined
  const all = needsAdmin ? [['DATABASE_URL', config.adminUrl] as const, ...named] : named
  for (const [name, url] of all) {
    const advice = await explainRefusal(name, url)
    if (advice !== undefined) return { name: 'database', ok: false, advice }
  }
  return {
    name: 'database',
    ok: true,
    detail: all.length === 0 ? 'built in' : all.map(([name]) => name).join(', '),
  }
}

async function explainRefusal(name: string, url: string): Promise<string | undefined> {
  try {
    const fault = await findDatabaseFault(url, { ownTables: name !== 'DATABASE_URL' })
    return fault === undefined ? undefined : `${name} ${fault}.`
  } catch (error) {
    return explainDatabaseError(name, url, error)
  }
}

/** One sentence without the URL's password. */
export function explainDatabaseError(name: string, url: string, error: unknown): string {
  const where = describeAddress(url)
  const { user, database, host } = readAddress(url)
  const code = codeOf(error) ?? ''
  const said = (error instanceof Error ? error.message.split('\n')[0] : undefined) ?? ''
  const builtIn = name === 'DATABASE_URL' ? ', or unset it to use the built-in PostgreSQL' : ''
  if (code === 'ECONNREFUSED' || code === 'ENOENT')
    return `${name}: nothing answers at ${where}: start PostgreSQL there, correct the address${builtIn}.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `${name}: there is no host ${host}: correct the address${builtIn}.`
  if (said.includes('does not support SSL'))
    return `${name}: PostgreSQL at ${where} speaks no SSL, which the URL asks for: take sslmode out of it, or turn ssl on there.`
  if (said.includes('no encryption'))
    return `${name}: PostgreSQL at ${where} takes encrypted connections only: add ?sslmode=verify-full to the URL, or no-verify for its own certificate.`
  if (code.startsWith('28'))
    return `${name}: PostgreSQL at ${where} refuses ${user}: correct the user or the password${builtIn}.`
  if (code === '3D000')
    return `${name}: there is no database ${database} at ${where}: create it or correct the name${builtIn}.`
  if (code === '42501')
    return `${name}: ${user} may not make databases and roles: give it CREATEDB and CREATEROLE, or set AUTH_DATABASE_URL and those of the other services.`
  return `${name}: PostgreSQL at ${where} cannot be used (${said}): correct the address${builtIn}.`
}
