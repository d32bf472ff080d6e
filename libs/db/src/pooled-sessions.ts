import { randomBytes } from 'node:crypto'

import type pg from 'pg'

import { pidOf } from './lines.js'

const rounds = 5

/**
 * Whether a pooler gives each transaction of two clients another session: one's session goes to the other while both are connected, or
 * one gets a second one. Others may take sessions meanwhile, so it looks several times.
 */
export async function arePooled(one: pg.Client, other: pg.Client): Promise<boolean> {
  // A pooler makes up the process ids that it tells its clients.
  if ((await serverPidOf(one)) === pidOf(one)) return false
  for (let round = 0; round < rounds; round++) if (await shareSession(one, other)) return true
  return false
}

async function shareSession(one: pg.Client, other: pg.Client): Promise<boolean> {
  const first = await serverPidOf(one)
  await other.query('begin')
  try {
    const second = await serverPidOf(other)
    return second === first || (await serverPidOf(one)) !== first
  } finally {
    await other.query('rollback')
  }
}

/** Whether the pooler prepares named statements itself, under names of its own, so that they work in every session. */
export async function keepsStatements(client: pg.Client): Promise<boolean> {
  const name = `kindred_${randomBytes(8).toString('hex')}`
  await client.query('begin')
  try {
    await client.query({ name, text: 'select $1::int', values: [1] })
    const { rowCount } = await client.query(`select from pg_prepared_statements where name = '${name}'`)
    if (rowCount === 0) return true
    await client.query(`deallocate ${name}`)
    return false
  } finally {
    await client.query('rollback')
  }
}

async function serverPidOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]!.pid
}
