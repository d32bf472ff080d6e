import type pg from 'pg'

import { SessionClient } from './client.js'
import { connectionConfig } from './connection.js'

const leastVersion = 140_000

/** What Kindred needs of a server, and of one database on it. */
export interface Needs {
  /** The database will hold tables; an administrator's need not. */
  readonly ownTables: boolean
  /** Who is to be signed in. */
  readonly user?: string
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
    if (await arePooled(...clients))
      return 'leads to PgBouncer in transaction mode, which gives every transaction another session: set pool_mode = session there, or name PostgreSQL itself'
    return undefined
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

/** A pooler that shares sessions gives one's session to the other while both are connected, or a second one to the first. */
async function arePooled(one: pg.Client, other: pg.Client): Promise<boolean> {
  const first = await pidOf(one)
  await other.query('begin')
  try {
    const second = await pidOf(other)
    return second === first || (await pidOf(one)) !== first
  } finally {
    await other.query('rollback')
  }
}

async function pidOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]!.pid
}
