import pg from 'pg'

import { testAdminUrl } from '@kindred/testkit'

/** Takes a service's database away from it, as long as it is not given back: the service answers that it is unavailable. */
export async function takeDatabaseAway(databaseUrl: string): Promise<{ giveBack(): Promise<void> }> {
  const name = new URL(databaseUrl).pathname.slice(1)
  await administer(`alter database "${name}" connection limit 0`)
  await administer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
  return { giveBack: () => administer(`alter database "${name}" connection limit -1`) }
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
