import { Kysely, sql } from 'kysely'
import pg from 'pg'

import type { AppError, Log } from '@kindred/kernel'

import { connectionConfig, type ConnectionOptions, connectionTimeoutMs } from './connection.js'
import { copyOut } from './copy-out.js'
import { createDialing } from './dialing.js'
import { createStatementNames, poolDialect } from './driver.js'
import { toDatabaseError } from './errors.js'
import { notify } from './hint.js'
import { type Hints, hintsOver, type HintTransport, notifications } from './hints.js'
import { createLineWatch, watchPooled } from './line-watch.js'
import { createLines } from './lines.js'
import { createListener, guard, type Listener } from './listener.js'
import { createPlaces } from './places.js'
import { createUsability } from './usability.js'

/** Options of a database. */
export interface DatabaseOptions {
  readonly url: string
  /** PostgreSQL itself, where `url` is a pooler in transaction mode: what belongs to a session goes there. */
  readonly listenUrl?: string | undefined
  /** application_name: the service. */
  readonly name: string
  /** The maximum of connections, 10 by default. */
  readonly poolSize?: number
  /** See ConnectionOptions. */
  readonly genericPlans?: boolean | undefined
  /** Brings hints instead of NOTIFY while it is there. */
  readonly hints?: HintTransport | undefined
  readonly log: Log
}

/** A pool on one database. It survives a restart of the server: the next query opens connections again. */
export interface Database<Tables> {
  readonly db: Kysely<Tables>
  /**
   * The same connections for what must get through however much waits for one: it gets the next that is free. For a bounded number of
   * callers, as a crowd here would leave nothing for `db`.
   */
  readonly ahead: Kysely<Tables>
  /** For what keeps a session or its settings for long: migrations, locks of jobs. The same as `db` unless there is a `listenUrl`. */
  readonly direct: Kysely<Tables>
  /** Resolves when the database answers, throws DATABASE_UNAVAILABLE when it does not. */
  ping(): Promise<void>
  /** Resolves when the database takes reads and writes; throws DATABASE_READ_ONLY, DATABASE_FULL … when it does not. */
  check(): Promise<void>
  /** Calls `onHint` for each hint. Those sent while a connection was lost do not arrive; `onReconnect` tells of that. */
  listen(
    channel: string,
    onHint: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>>
  /** The bytes of a COPY … TO STDOUT in the order of the rows; `text` is SQL and holds no input. */
  copyOut(text: string): AsyncIterable<Buffer>
  close(): Promise<void>
}

/** Opens a pool; no connection is made before the first query. */
export function openDatabase<Tables>({
  listenUrl,
  hints: transport,
  ...options
}: DatabaseOptions): Database<Tables> {
  const { name, log } = options
  const hints: Hints =
    transport === undefined ? notifications : hintsOver(transport, (untold) => notify(main.db, untold), log)
  const own = { ...options, hints, url: listenUrl ?? options.url }
  const direct = openPool<Tables>(own, (fault) => usability.note(fault))
  const main =
    listenUrl === undefined
      ? direct
      : openPool<Tables>({ ...options, hints, sharesSessions: true }, (fault) => usability.note(fault))
  const ownLines = createLineWatch(direct.lines, name, log)
  const watch = main === direct ? ownLines : watchPooled(ownLines, main.lines, log)
  const listener = createListener({ ...own, watch })
  // Its one question at a time must not wait behind a crowd.
  const usability = createUsability(main.ahead, log)
  return {
    db: main.db,
    ahead: main.ahead,
    direct: direct.db,
    listen: hearBoth(listener, transport, log),
    check: usability.check,
    copyOut: (text) => copyOut(main.pool, text),
    async ping() {
      await sql`select 1`.execute(main.db)
    },
    async close() {
      await hints.settled()
      await listener.close()
      await Promise.all([...new Set([main, direct])].map((one) => one.close()))
    },
  }
}

/** Notifications are heard beside the transport, since others use them while they do not reach it. */
function hearBoth(
  listener: Listener,
  transport: HintTransport | undefined,
  log: Log,
): Database<unknown>['listen'] {
  if (transport === undefined) return listener.listen
  return async (channel, onHint, onReconnect) => {
    const leave = await listener.listen(channel, onHint, onReconnect)
    const stop = transport.listen(
      channel,
      (payload) => guard(log, () => onHint(payload)),
      () => guard(log, () => onReconnect?.()),
    )
    return () => {
      stop()
      return leave()
    }
  }
}

type PoolOptions = Omit<DatabaseOptions, 'listenUrl' | 'hints'> &
  Pick<ConnectionOptions, 'sharesSessions'> & { readonly hints: Hints }

function openPool<Tables>(options: PoolOptions, onFault: (fault: AppError) => void) {
  const { log, hints, poolSize = 10 } = options
  const lines = createLines()
  const pool = new pg.Pool({
    ...connectionConfig(options),
    Client: lines.Client as typeof pg.Client,
    max: poolSize,
    idleTimeoutMillis: 30_000,
  })
  // Without this listener the process would end when the server ends an idle connection.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ err: error }, 'an idle database connection was lost')
  })
  pool.on('acquire', lines.take)
  pool.on('release', (_, client) => lines.giveBack(client))
  const shared = {
    pool,
    places: createPlaces(poolSize, connectionTimeoutMs),
    dialing: createDialing(toDatabaseError),
    names: createStatementNames(),
  }
  const open = (isAhead: boolean): Kysely<Tables> =>
    new Kysely<Tables>({ dialect: poolDialect({ ...shared, isAhead }, { lines, onFault, hints }) })
  const [db, ahead] = [open(false), open(true)]
  return {
    pool,
    lines,
    db,
    ahead,
    async close(): Promise<void> {
      await Promise.all([db.destroy(), ahead.destroy()])
      if (!pool.ended) await pool.end()
    },
  }
}
