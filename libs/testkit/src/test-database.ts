import { randomBytes } from 'node:crypto'

import pg from 'pg'
import { inject } from 'vitest'

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

/** A fresh, empty database with a role of its own that owns it; `service` only makes its name telling. */
export async function createTestDatabase(service = 'test'): Promise<TestDatabase> {
  const name = `${service}_${randomBytes(6).toString('hex')}`
  await administer([
    `create role ${name} login`,
    `create database ${name} owner ${name} template template0 strategy file_copy`,
    `revoke all on database ${name} from public`,
  ])
  const url = new URL(testAdminUrl())
  url.username = name
  url.pathname = `/${name}`
  return {
    url: url.toString(),
    drop: () => administer([`drop database if exists ${name} with (force)`, `drop role if exists ${name}`]),
  }
}

async function administer(statements: readonly string[]): Promise<void> {
  const client = new pg.Client(testAdminUrl())
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
