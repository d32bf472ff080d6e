import pg from 'pg'

import { testAdminUrl } from '@kindred/testkit'

/** Takes a service's database away from it, as long as it is not given back: the service answers that it is unavailable. */
export async function takeDatabaseAway(databaseUrl: string): Promise<{ giveBack(): Promise<void> }> {
  const role = new URL(databaseUrl).username
  await administer(`alter role ${role} nologin`)
  await administer(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`)
  return { giveBack: () => administer(`alter role ${role} login`) }
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client(testAdminUrl())
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
