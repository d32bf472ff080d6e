import { Kysely, sql } from 'kysely'
import pg from 'pg'

import type { Log } from '@kindred/kernel'

import { connectionConfig } from './connection.js'
import { copyOut } from './copy-out.js'
import { poolDialect } from './driver.js'
import { createLines } from './lines.js'
import { createListener } from './listener.js'
import { createUsability } from './usability.js'

/** Options of a database. */
export interface DatabaseOptions {
  readonly url: string
  /** application_name: the service. */
  readonly name: string
  /** The maximum of connections, 10 by default. */
  readonly poolSize?: number
  /** See ConnectionOptions. */
  readonly genericPlans?: boolean | undefined
  readonly log: Log
}

/** A pool on one database. It survives a restart of the server: the next query opens connections again. */
export interface Database<Tables> {
  readonly db: Kysely<Tables>
  /** Resolves when the database answers, throws DATABASE_UNAVAILABLE when it does not. */
  ping(): Promise<void>
  /** Resolves when the database takes reads and writes; throws DATABASE_READ_ONLY, DATABASE_FULL … when it does not. */
  check(): Promise<void>
  /** Calls `onNotify` for each NOTIFY. Those sent while the connection was lost do not arrive; `onReconnect` tells of that. */
  listen(
    channel: string,
    onNotify: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>>
  /** The bytes of a COPY … TO STDOUT in the order of the rows; `text` is SQL and holds no input. */
  copyOut(text: string): AsyncIterable<Buffer>
  close(): Promise<void>
}

/** Opens a pool; no connection is made before the first query. */
export function openDatabase<Tables>(options: DatabaseOptions): Database<Tables> {
  const { log } = options
  const lines = createLines()
  const pool = new pg.Pool({
    ...connectionConfig(options),
    Client: lines.Client as typeof pg.Client,
    max: options.poolSize ?? 10,
    idleTimeoutMillis: 30_000,
  })
  // Without this listener the process would end when the server ends an idle connection.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ err: error }, 'an idle database connection was lost')
  })
  pool.on('acquire', lines.take)
  pool.on('release', (_, client) => lines.giveBack(client))
  const listener = createListener({ ...options, lines })
  const db = new Kysely<Tables>({
    dialect: poolDialect(pool, { lines, onFault: (fault) => usability.note(fault) }),
  })
  const usability = createUsability(db, log)
  return {
    db,
    listen: listener.listen,
    check: usability.check,
    copyOut: (text) => copyOut(pool, text),
    async ping() {
      await sql`select 1`.execute(db)
    },
    async close() {
      await listener.close()
      await db.destroy()
      if (!pool.ended) await pool.end()
    },
  }
}
