import { describeAddress, findDatabaseFault, findListenFault, readAddress } from '@kindred/db'

import type { StartConfig } from '../config.js'
import { type ServiceName, serviceNames } from '../names.js'
import { codeOf } from '../start-failure.js'
import type { Finding } from './finding.js'

type Databases = Pick<StartConfig, 'adminUrl' | 'databaseUrls' | 'listenUrls'>

/** That the PostgreSQL servers that were named answer and let us in. */
export async function checkDatabase(config: Databases): Promise<Finding> {
  const own = serviceNames.filter((service) => config.databaseUrls[service] !== undefined)
  const admin = own.length < serviceNames.length ? config.adminUrl : undefined
  if (admin !== undefined) {
    const find = () => findDatabaseFault(admin, { ownTables: false })
    const advice = await explained('DATABASE_URL', admin, find)
    if (advice !== undefined) return { name: 'database', ok: false, advice }
  }
  for (const service of own) {
    const advice = await explainRefusal(service, config)
    if (advice !== undefined) return { name: 'database', ok: false, advice }
  }
  const named = [
    ...(admin === undefined ? [] : ['DATABASE_URL']),
    ...own.map((name) => settingOf(name, 'DATABASE')),
  ]
  return { name: 'database', ok: true, detail: named.length === 0 ? 'built in' : named.join(', ') }
}

const settingOf = (service: string, kind: 'DATABASE' | 'LISTEN'): string =>
  `${service.toUpperCase()}_${kind}_URL`

async function explainRefusal(
  service: ServiceName,
  { databaseUrls, listenUrls }: Databases,
): Promise<string | undefined> {
  const main = { name: settingOf(service, 'DATABASE'), url: databaseUrls[service]! }
  const given = listenUrls[service]
  const listen = { name: settingOf(service, 'LISTEN'), url: given === main.url ? undefined : given }
  const advice = await explained(main.name, main.url, () =>
    findDatabaseFault(main.url, { ownTables: true, listen }),
  )
  if (advice !== undefined || listen.url === undefined) return advice
  const { name, url } = listen
  return explained(name, url, () => findListenFault(url, main))
}

async function explained(
  name: string,
  url: string,
  find: () => Promise<string | undefined>,
): Promise<string | undefined> {
  try {
    const fault = await find()
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
