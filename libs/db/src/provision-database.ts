import pg from 'pg'

import { connectionConfig } from './connection.js'

/** Any number that all provisioners agree on. */
const provisionLock = 7_356_201

/**
 * Makes the database and the login role `kindred_<service>`, or sets the role's password when they are there. Nobody but that
 * role (and superusers) can connect to the database. Returns the role's URL.
 */
export async function provisionDatabase(adminUrl: string, service: string, password: string): Promise<string> {
  const name = `kindred_${service}`
  const client = new pg.Client(connectionConfig({ url: adminUrl, name: 'kindred provision' }))
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [provisionLock])
    await ensureRole(client, name, password)
    await ensureDatabase(client, name)
  } finally {
    await client.end()
  }
  return urlOf(adminUrl, name, password)
}

async function ensureRole(client: pg.Client, name: string, password: string): Promise<void> {
  const secret = client.escapeLiteral(password)
  const known = await exists(client, 'select 1 from pg_roles where rolname = $1', name)
  if (!known) return void (await client.query(`create role ${name} login password ${secret}`))
  await client.query(`alter role ${name} login password ${secret}`)
}

async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  if (!(await exists(client, 'select 1 from pg_database where datname = $1', name))) {
    // Only a member of a role may give it a database; a superuser is one of every role.
    await client.query(`grant ${name} to current_user`)
    await client.query(`create database ${name} owner ${name} template template0`)
  }
  await client.query(`revoke all on database ${name} from public`)
}

async function exists(client: pg.Client, query: string, name: string): Promise<boolean> {
  const { rowCount } = await client.query(query, [name])
  return rowCount === 1
}

function urlOf(adminUrl: string, name: string, password: string): string {
  const url = new URL(adminUrl)
  url.username = name
  url.password = encodeURIComponent(password)
  url.pathname = `/${name}`
  return url.toString()
}
