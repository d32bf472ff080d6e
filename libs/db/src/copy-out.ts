import type pg from 'pg'
import { to } from 'pg-copy-streams'

import { toDatabaseError } from './errors.js'

/** The bytes of a COPY … TO STDOUT as the server sends them, without a time limit. Leaving the loop early ends the connection. */
export async function* copyOut(pool: pg.Pool, text: string): AsyncGenerator<Buffer, void> {
  const client = await connect(pool)
  let whole = false
  try {
    await client.query('begin; set local statement_timeout = 0')
    yield* client.query(to(text)) as AsyncIterable<Buffer>
    await client.query('commit')
    whole = true
  } catch (error) {
    throw toDatabaseError(error)
  } finally {
    // A connection in the middle of a COPY cannot be used again.
    client.release(!whole)
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw toDatabaseError(error)
  }
}
