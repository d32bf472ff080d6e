import type pg from 'pg'

import { type Log, pause } from '@kindred/kernel'

import { SessionClient } from './client.js'
import { connectionConfig, type ConnectionOptions } from './connection.js'
import { readAddress } from './database-address.js'
import { roleSettings } from './session.js'

/** Any number that all who settle a role agree on. */
const settleLock = 7_356_202

/**
 * Gives the role of a URL of PostgreSQL itself the settings that our sessions rely on, for this database alone: where a pooler shares the
 * sessions, nobody can set them there. Sessions that began before and are idle end, so that the pooler opens others.
 */
export async function settleRole(options: ConnectionOptions & { readonly log: Log }): Promise<void> {
  const client = new SessionClient(connectionConfig({ ...options, name: `${options.name} settle` }))
  client.on('error', () => undefined)
  await client.connect()
  try {
    const changed = await alterRole(client, options)
    if (changed.length === 0) return
    options.log.info({ settings: changed }, 'the settings of sessions stand with the role now')
    await endOlderSessions(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Returns the names of the settings that it changed. */
async function alterRole(client: pg.Client, { url, genericPlans }: ConnectionOptions): Promise<string[]> {
  const names = roleSettings({ genericPlans: genericPlans === true, options: readAddress(url).options })
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [settleLock])
    const { rows } = await client.query<{ name: string; database: string }>(unsettled, [names])
    for (const { name, database } of rows)
      // From the session, which has them all: a list keeps the quotes of its names.
      await client.query(`alter role current_user in database ${database} set ${name} from current`)
    await client.query('commit')
    return rows.map(({ name }) => name)
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** The settings that do not stand with the role as this session has them. */
const unsettled = `select name, quote_ident(current_database()) as database from unnest($1::text[]) as name
  where not exists (
    select from pg_db_role_setting join pg_database on pg_database.oid = setdatabase, unnest(setconfig) as config
    where setrole = current_user::regrole and datname = current_database()
      and lower(config) = lower(name || '=' || current_setting(name)))`

/** Sessions in the middle of a transaction get a moment to end it; what is left then ends when the pooler replaces it. */
async function endOlderSessions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ now: string }>('select clock_timestamp()::text as now')
  for (let round = 0; round < 20; round++) {
    const { rows: left } = await client.query<{ ended: boolean }>(end, [rows[0]!.now])
    if (left.every(({ ended }) => ended)) return
    await pause(100)
  }
}

/** Connections that listen go to PostgreSQL itself. */
const end = `select state = 'idle' and pg_terminate_backend(pid) as ended from pg_stat_activity
  where usename = current_user and datname = current_database() and backend_type = 'client backend'
    and pid <> pg_backend_pid() and application_name not like '% listen' and backend_start < $1::timestamptz`
