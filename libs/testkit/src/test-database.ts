import { createHash, randomBytes } from 'node:crypto'

import pg from 'pg'
import { inject } from 'vitest'

import { migrate, type Migration, openDatabase } from '@kindred/db'

import { testLog } from './test-log.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser URL of the PostgreSQL of this test run. */
    postgresUrl: string
  }
}

/** A database that belongs to one test file. */
export interface TestDatabase {
  readonly url: string
  drop(): Promise<void>
}

/** Superuser URL of the PostgreSQL of this test run. */
export const testAdminUrl = (): string => inject('postgresUrl')

/**
 * A fresh database with a role of its own that owns it; `service` only makes its name telling. Empty, or with the tables of migrations, which are
 * copied from a database that the test run makes once: a service that starts on it has nothing left to migrate.
 */
export async function createTestDatabase(
  service = 'test',
  migrations?: Readonly<Record<string, Migration>>,
): Promise<TestDatabase> {
  const name = `${service}_${randomBytes(6).toString('hex')}`
  const template = migrations === undefined ? undefined : await templateOf(service, migrations)
  await administer([
    `create role ${name} login`,
    ...(template === undefined ? [] : [`grant ${template} to ${name}`]),
    `create database ${name} owner ${name} template ${template ?? 'template0'} strategy file_copy`,
    `revoke all on database ${name} from public`,
  ])
  const url = urlOf(name)
  return {
    url,
    drop: () => administer([`drop database if exists ${name} with (force)`, `drop role if exists ${name}`]),
  }
}

const templates = new Map<string, Promise<string>>()

/** The name of a database with the tables of migrations, and of the role that owns them; made by whichever worker needs it first. */
function templateOf(service: string, migrations: Readonly<Record<string, Migration>>): Promise<string> {
  const steps = Object.entries(migrations).map(([name, { up }]) => `${name} ${String(up)}`)
  const digest = createHash('sha256').update(steps.join()).digest('hex').slice(0, 8)
  const name = `template_${service}_${digest}`
  const made = templates.get(name) ?? makeTemplate(name, migrations)
  made.catch(() => templates.delete(name))
  templates.set(name, made)
  return made
}

async function makeTemplate(name: string, migrations: Readonly<Record<string, Migration>>): Promise<string> {
  await withAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
    if (rowCount !== 0) return
    const making = `${name}_making`
    // What somebody left who could not make it.
    await admin.query(`drop database if exists ${making} with (force)`)
    await admin.query(`drop role if exists ${name}`)
    await admin.query(`create role ${name} login`)
    await admin.query(`create database ${making} owner ${name} template template0 strategy file_copy`)
    const database = openDatabase({ url: urlOf(making, name), name: 'template', log: testLog })
    try {
      await migrate(database, migrations)
    } finally {
      await database.close()
    }
    // Nobody may be connected to what is copied.
    await admin.query(`alter database ${making} allow_connections false`)
    await admin.query(`alter database ${making} rename to ${name}`)
  })
  return name
}

function urlOf(database: string, role = database): string {
  const url = new URL(testAdminUrl())
  url.username = role
  url.pathname = `/${database}`
  return url.toString()
}

const administer = (statements: readonly string[]): Promise<void> =>
  withAdmin(async (admin) => {
    for (const statement of statements) await admin.query(statement)
  })

async function withAdmin(work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(testAdminUrl())
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
