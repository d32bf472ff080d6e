import { type DatabaseConnection, type QueryExecutorProvider, type RawBuilder, sql } from 'kysely'

import { type Hint, HintingAdapter, type Hints, notifications } from './hints.js'

/** A handle of a database or of an open transaction. */
type Handle = QueryExecutorProvider & { readonly isTransaction?: boolean }

/** A connection that keeps hints until its transaction has committed. */
export interface HintingConnection extends DatabaseConnection {
  keepHints(hints: readonly Hint[]): void
}

/**
 * Tells every instance that listens on the channel, once the open transaction has committed, or at once without one. Equal payloads may
 * arrive as one, and any may get lost: whoever listens looks by itself too. A payload is at most 7,999 bytes; null for one that a statement
 * with `untold` has told already.
 */
export async function hint(db: Handle, channel: string, payloads: readonly (string | null)[]): Promise<void> {
  const hints = payloads.filter((payload) => payload !== null).map((payload) => ({ channel, payload }))
  if (hints.length === 0) return
  const way = hintsOf(db)
  if (way.byNotify()) return notify(db, hints)
  if (db.isTransaction !== true) return way.send(hints)
  await db
    .getExecutor()
    .provideConnection(async (connection) => (connection as HintingConnection).keepHints(hints))
}

/** Whether a statement that changes something has to notify by itself, for `untold`. */
export const hintsByNotify = (db: Handle): boolean => hintsOf(db).byNotify()

/**
 * A column of a statement that tells of what it changes, to spare a statement of its own: it notifies where hints go by NOTIFY, else it
 * holds the payload, which is left for `hint`.
 */
export const untold = (
  byNotify: boolean | RawBuilder<unknown>,
  channel: string,
  payload: RawBuilder<unknown>,
): RawBuilder<string | null> => sql`
  case when ${byNotify}::boolean then nullif(pg_notify(${sql.lit(channel)}, ${payload})::text, '') else ${payload} end`

/** Notifies at once, or with the transaction. */
export async function notify(db: QueryExecutorProvider, hints: readonly Hint[]): Promise<void> {
  const [channels, payloads] = [hints.map(({ channel }) => channel), hints.map(({ payload }) => payload)]
  await sql`
    select pg_notify(channel, payload)
    from unnest(${channels}::text[], ${payloads}::text[]) as hint (channel, payload)`.execute(db)
}

function hintsOf(db: QueryExecutorProvider): Hints {
  const { adapter } = db.getExecutor()
  return adapter instanceof HintingAdapter ? adapter.hints : notifications
}
