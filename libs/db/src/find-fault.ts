import { randomUUID } from 'node:crypto'
import { once } from 'node:events'

import type pg from 'pg'

import { SessionClient } from './client.js'
import { connectionConfig } from './connection.js'
import { arePooled, keepsStatements } from './pooled-sessions.js'

const leastVersion = 140_000

/** What Kindred needs of a server, and of one database on it. */
export interface Needs {
  /** The database will hold tables; an administrator's need not. */
  readonly ownTables: boolean
  /** Who is to be signed in. */
  readonly user?: string
  /** Where what belongs to a session may go instead. */
  readonly listen?: {
    /** The setting that says so. */
    readonly name: string
    readonly url: string | undefined
  }
}

/**
 * Why the server or the database behind a URL cannot be used, as the end of a sentence that begins with the setting's name;
 * undefined when it can. Throws what the connection throws.
 */
export async function findDatabaseFault(url: string, needs: Needs): Promise<string | undefined> {
  const clients = [open(url), open(url)] as const
  try {
    await clients[0].connect()
    const fault = await findUnfit(clients[0], needs)
    if (fault !== undefined) return fault
    await clients[1].connect()
    return (await arePooled(...clients)) ? await findPoolerFault(clients[0], needs) : undefined
  } catch (error) {
    const parameter = /unsupported startup parameter(?: in options)?: (\w+)/.exec(
      (error as Error).message,
    )?.[1]
    if (parameter === undefined) throw error
    return `leads to a connection pooler that refuses ${parameter}: take it out of the URL, or name PostgreSQL itself`
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)))
  }
}

async function findPoolerFault(client: pg.Client, { listen }: Needs): Promise<string | undefined> {
  if (listen === undefined)
    return 'leads to PgBouncer in transaction mode, which gives every transaction another session: set pool_mode = session there, or name PostgreSQL itself'
  if (listen.url === undefined)
    return `leads to PgBouncer in transaction mode, which gives every transaction another session: name PostgreSQL itself in ${listen.name} beside it, or set pool_mode = session there`
  if (!(await keepsStatements(client)))
    return 'leads to PgBouncer in transaction mode, which does not keep prepared statements: set max_prepared_statements = 200 there, in PgBouncer 1.21 or later'
  return undefined
}

/**
 * Why what belongs to a session cannot go to `listenUrl` while the rest goes to `url`, which has no fault of its own; in the same form, and with
 * the name of the setting of `url`.
 */
export async function findListenFault(
  listenUrl: string,
  { name, url }: { readonly name: string; readonly url: string },
): Promise<string | undefined> {
  const fault = await findDatabaseFault(listenUrl, { ownTables: true })
  if (fault !== undefined) return fault
  const [listening, telling] = [open(listenUrl), open(url)] as const
  try {
    await Promise.all([listening.connect(), telling.connect()])
    const [own, other] = [await whoOf(listening), await whoOf(telling)]
    if (own !== other)
      return `signs in as ${own}, but ${name} as ${other}: name the same user and database in both`
    if (!(await hears(listening, telling)))
      return `leads to another server than ${name}: name the one behind it`
    return undefined
  } finally {
    await Promise.all([listening, telling].map((client) => client.end().catch(() => undefined)))
  }
}

async function whoOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ who: string }>(
    `select session_user || ' to the database ' || current_database() as who`,
  )
  return rows[0]!.who
}

const heardWithinMs = 5_000

async function hears(listening: pg.Client, telling: pg.Client): Promise<boolean> {
  const channel = `kindred_check_${randomUUID().replaceAll('-', '')}`
  await listening.query(`listen ${channel}`)
  const heard = once(listening, 'notification', { signal: AbortSignal.timeout(heardWithinMs) })
  const isHeard = heard.then(
    () => true,
    () => false,
  )
  await telling.query('select pg_notify($1, $2)', [channel, ''])
  return isHeard
}

function open(url: string): SessionClient {
  const client = new SessionClient(connectionConfig({ url, name: 'kindred check' }))
  client.on('error', () => undefined)
  return client
}

interface Facts {
  version: number
  version_name: string
  encoding: string
  session_user: string
  database: string
}

async function findUnfit(client: pg.Client, needs: Needs): Promise<string | undefined> {
  const { rows } = await client.query<Facts>(`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as version_name,
      pg_encoding_to_char(encoding) as encoding, session_user, datname as database
    from pg_database where datname = current_database()`)
  const { version, version_name, encoding, session_user, database } = rows[0]!
  if (version < leastVersion)
    return `is PostgreSQL ${version_name}, but Kindred needs 14 or later: upgrade it`
  if (needs.ownTables && encoding !== 'UTF8')
    return `names the database ${database}, which is in ${encoding}: make one with create database … encoding 'UTF8' template template0`
  if (needs.user !== undefined && session_user !== needs.user)
    return `signs ${session_user} in instead of ${needs.user}: let the server take the user that the URL names`
  return undefined
}
