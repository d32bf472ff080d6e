import type pg from 'pg'

import { SessionClient } from './client.js'
import { connectionConfig } from './connection.js'
import { withRole } from './database-address.js'

/** Any number that all provisioners agree on. */
const provisionLock = 7_356_201

/** Options of provisioning. */
interface ProvisionOptions {
  /** True for a server of Kindred alone: then only superusers may connect to the server's own databases. */
  readonly serverIsOurs?: boolean
  /** Collects what was created, for `removeProvisioned`. */
  readonly made?: string[]
  /** The database's name, where it is not to bear that of the role. */
  readonly database?: string
}

/**
 * Makes the database and the login role `kindred_<service>`, or sets the role's password when they are there. Nobody but that
 * role (and superusers) can connect to the database. Returns the role's URL.
 */
export async function provisionDatabase(
  adminUrl: string,
  service: string,
  password: string,
  { serverIsOurs = false, made = [], database = `kindred_${service}` }: ProvisionOptions = {},
): Promise<string> {
  const name = `kindred_${service}`
  await administer(adminUrl, async (client) => {
    if (await ensureRole(client, name, password)) made.push(`role ${name}`)
    if (await ensureDatabase(client, database, name)) made.push(`database ${database}`)
    if (serverIsOurs) await client.query('revoke connect on database postgres, template1 from public')
  })
  return withRole(adminUrl, { user: name, password, database })
}

/** Removes what a failed start has created. */
export const removeProvisioned = (adminUrl: string, made: readonly string[]): Promise<void> =>
  administer(adminUrl, async (client) => {
    // A database before the role that owns it: "database …" sorts first.
    for (const thing of [...made].sort()) await client.query(`drop ${thing}`)
  })

async function administer(adminUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new SessionClient(connectionConfig({ url: adminUrl, name: 'kindred provision' }))
  client.on('error', () => undefined)
  await client.connect()
  try {
    // The server ends the session of a provisioner that hangs, so that it does not block the others.
    await client.query("set statement_timeout = '60s'; set idle_session_timeout = '30s'")
    await client.query('select pg_advisory_lock($1)', [provisionLock])
    await work(client)
  } finally {
    await client.end()
  }
}

/** True when the role was created. */
async function ensureRole(client: pg.Client, name: string, password: string): Promise<boolean> {
  const secret = client.escapeLiteral(password)
  const isKnown = await exists(client, 'select 1 from pg_roles where rolname = $1', name)
  await client.query(`${isKnown ? 'alter' : 'create'} role ${name} login password ${secret}`)
  return !isKnown
}

/** True when the database was created. */
async function ensureDatabase(client: pg.Client, name: string, owner: string): Promise<boolean> {
  const isKnown = await exists(client, 'select 1 from pg_database where datname = $1', name)
  if (!isKnown) {
    // Only a member of a role may give it a database; a superuser is one of every role.
    await client.query(`grant ${owner} to current_user`)
    await client.query(
      `create database ${name} owner ${owner} encoding 'UTF8' ${await localeOf(client)} template template0`,
    )
  }
  await client.query(`revoke all on database ${name} from public`)
  return !isKnown
}

/** A collation that works with UTF8 in any cluster and sorts the same everywhere. */
async function localeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  )
  const version = rows[0]!.version
  const plain = "lc_collate 'C' lc_ctype 'C'"
  if (version >= 170_000) return `locale_provider builtin builtin_locale 'C.UTF-8' ${plain}`
  return version >= 150_000 ? `locale_provider libc ${plain}` : plain
}

async function exists(client: pg.Client, query: string, name: string): Promise<boolean> {
  const { rowCount } = await client.query(query, [name])
  return rowCount === 1
}
