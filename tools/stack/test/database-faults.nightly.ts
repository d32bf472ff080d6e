import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { openDatabase, sql } from '@kindred/db'
import { testLog } from '@kindred/testkit'
import { type OddCluster, startOddCluster } from '@kindred/testkit/odd-cluster'
import { hasPooler, startPooler } from '@kindred/testkit/pooler'

import { type Command, freePortBase, ready, runCommand, tempFolder } from './command.js'

import './built-pages.js'

let cluster: OddCluster
let folder: ReturnType<typeof tempFolder>
let command: Command

beforeAll(async () => {
  cluster = await startOddCluster()
})
afterAll(() => cluster?.stop())
afterEach(async () => {
  if (command.process.exitCode === null) process.kill(-command.process.pid!, 'SIGINT')
  await command.exited
  folder.remove()
})

async function start(environment: NodeJS.ProcessEnv): Promise<Command> {
  folder = tempFolder()
  const settings = { DATA_DIR: folder.path, PORT_BASE: String(await freePortBase()), KINDRED_DEMO: 'off' }
  return (command = runCommand('start.mjs', [], { ...settings, ...environment }))
}

/** The one sentence that the start ends with; nothing of it stays behind. */
async function refusal(environment: NodeJS.ProcessEnv): Promise<string> {
  const before = await whatIsThere()
  const refused = await start(environment)
  expect(await refused.exited).toBe(1)
  const lines = refused
    .output()
    .trim()
    .split('\n')
    .filter((line) => !/^(Kindred|\s*✓.*|)$/.test(line))
  expect(lines).toHaveLength(1)
  expect(refused.output()).not.toContain('hunter2')
  expect(await whatIsThere()).toEqual(before)
  expect(existsSync(join(folder.path, 'postgres'))).toBe(false)
  return lines[0]!
}

/** Databases and roles of the server. */
async function whatIsThere(): Promise<unknown[]> {
  const { db, close } = openDatabase<unknown>({ url: cluster.url, name: 'faults', log: testLog })
  const { rows } =
    await sql`select datname as name from pg_database union all select rolname from pg_roles order by 1`.execute(
      db,
    )
  await close()
  return rows
}

const run = async (statement: string) => {
  const { db, close } = openDatabase<unknown>({ url: cluster.url, name: 'faults', log: testLog })
  try {
    return await sql.raw(statement).execute(db)
  } finally {
    await close()
  }
}

const at = (user: string, database = 'postgres'): string =>
  `postgres://${user}@127.0.0.1:${cluster.port}/${database}`

describe('npm start is refused in one sentence, and leaves nothing half made, for', () => {
  it.each(['p/ss', 'p#ss', 'p?ss', '50%'])(
    'npm start is refused in one sentence, and leaves nothing half made, for the password %s, which is not encoded in its URL',
    async (password) => {
      const url = `postgres://postgres:${password}hunter2@127.0.0.1:${cluster.port}/postgres`
      expect(await refusal({ DATABASE_URL: url })).toMatch(
        /^DATABASE_URL holds \/ \? # or % of its password as they are: write %2F for \/, .* Example: DATABASE_URL=postgres:/,
      )
    },
  )

  it('npm start is refused in one sentence, and leaves nothing half made, for a service whose database is in LATIN1', async () => {
    const said = await refusal({ AUTH_DATABASE_URL: at('postgres'), DATABASE_URL: at('postgres') })
    expect(said).toMatch(
      /^AUTH_DATABASE_URL names the database postgres, which is in LATIN1: make one with create database …/,
    )
  })

  it('npm start is refused in one sentence, and leaves nothing half made, for an administrator who may not make databases', async () => {
    await run('create role humble login createrole')
    expect(await refusal({ DATABASE_URL: at('humble') })).toBe(
      'DATABASE_URL: humble may not make databases and roles: give it CREATEDB and CREATEROLE, or set AUTH_DATABASE_URL and those of the other services.',
    )
  })

  it('npm start is refused in one sentence, and leaves nothing half made, for a URL that asks for SSL of a server that speaks none', async () => {
    expect(await refusal({ DATABASE_URL: `${at('postgres')}?sslmode=no-verify` })).toBe(
      `DATABASE_URL: PostgreSQL at 127.0.0.1:${cluster.port} speaks no SSL, which the URL asks for: take sslmode out of it, or turn ssl on there.`,
    )
  })

  it('npm start is refused in one sentence, and leaves nothing half made, for a socket on which nothing answers', async () => {
    expect(await refusal({ DATABASE_URL: 'postgres:///postgres?host=/nowhere&user=postgres' })).toMatch(
      /^DATABASE_URL: nothing answers at the socket in \/nowhere: start PostgreSQL there/,
    )
  })

  it.runIf(hasPooler)(
    'npm start is refused in one sentence, and leaves nothing half made, for PgBouncer in transaction mode',
    async () => {
      const pooler = await startPooler(cluster.port, 'transaction', ['postgres'])
      const said = await refusal({ DATABASE_URL: pooler.url('postgres') })
      await pooler.stop()
      expect(said).toMatch(
        /^DATABASE_URL leads to PgBouncer in transaction mode, .* or name PostgreSQL itself\.$/,
      )
    },
  )
})

it(
  'npm start works on a LATIN1 cluster with odd settings, over its socket, with the administrator in the query and PG* in the shell',
  { timeout: 120_000 },
  async () => {
    const shell = {
      PGSSLMODE: 'require',
      PGOPTIONS: '-c default_transaction_read_only=on',
      PGHOST: 'nowhere',
      PGPORT: '1',
    }
    const admin = `postgres://somebody@/postgres?host=${cluster.socketFolder}&port=${cluster.port}&user=postgres`
    const started = await start({ ...shell, PGUSER: 'x', PGDATABASE: 'x', DATABASE_URL: admin })
    await ready(started)
    expect(started.output()).toContain(`PostgreSQL on the socket in ${cluster.socketFolder}`)
    const url = /API +(\S+)/.exec(started.output())![1]
    const health = async () => (await fetch(`${url}/health`)).json()
    await expect.poll(health, { timeout: 60_000 }).toMatchObject({ status: 'healthy' })
    const { db, close } = openDatabase<unknown>({ url: cluster.url, name: 'faults', log: testLog })
    const { rows } = await sql<{ role: string; encoding: string }>`
      select distinct s.usename as role, pg_encoding_to_char(d.encoding) as encoding
      from pg_stat_activity s join pg_database d using (datname)
      where s.application_name in ('auth', 'profile', 'discovery', 'media', 'chat') order by 1`.execute(db)
    await close()
    const roles = ['auth', 'chat', 'discovery', 'media', 'profile'].map((name) => `kindred_${name}`)
    expect(rows).toEqual(roles.map((role) => ({ role, encoding: 'UTF8' })))
  },
)
