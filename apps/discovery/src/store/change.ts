import { type Kysely, sql } from 'kysely'

import { hint } from '@kindred/db'

import type { Tables } from './schema.js'

/** A change that every instance must learn of: of a person, or, with `other`, of the pair of the two. */
export interface Change {
  readonly slot: number
  readonly other: number | null
}

/** Adds a change to the feed, in the transaction that makes it. */
export async function noteChange(
  db: Kysely<Tables>,
  slot: number,
  other: number | null = null,
): Promise<void> {
  await db.insertInto('change').values({ slot, other }).execute()
}

/**
 * A position in the feed: a snapshot of the committed transactions. A serial number would not do, because numbers are not committed in
 * their order.
 */
export type Position = string

/** The present position: everything that is committed lies before it. */
export async function findPosition(db: Kysely<Tables>): Promise<Position> {
  const { rows } = await sql<{ position: Position }>`select pg_current_snapshot()::text as position`.execute(
    db,
  )
  return rows[0]!.position
}

/** Everything that was committed since a position, each change once, and the position after it. */
export async function readChanges(
  db: Kysely<Tables>,
  since: Position,
): Promise<{ changes: Change[]; position: Position }> {
  // In a subquery, so that it is evaluated once and not for every row.
  const from = sql`(select ${since}::pg_snapshot)`
  const { rows } = await sql<{ position: Position; changes: Change[] | null }>`
    select pg_current_snapshot()::text as position, (
      select json_agg(json_build_object('slot', slot, 'other', other))
      from change
      where xid >= pg_snapshot_xmin(${from}) and not pg_visible_in_snapshot(xid, ${from})
    ) as changes`.execute(db)
  const { position, changes } = rows[0]!
  return { position, changes: changes ?? [] }
}

/** How long changes stay in the feed. */
export const changesKeptMs = 15 * 60_000

/** Removes changes that are older than that by the database's clock, which stamped them. */
export async function removeOldChanges(db: Kysely<Tables>): Promise<void> {
  await sql`
    delete from change where ctid = any(array(
      select ctid from change where at < now() - make_interval(secs => ${changesKeptMs / 1000}::float8) limit 50000
    ))`.execute(db)
}

/** The channel of the feed's hints. The feed is the truth. */
export const changeChannel = 'kindred_discovery'

/** Wakes the followers of all instances; the payload names the instance that made the changes. */
export const notify = (db: Kysely<Tables>, from: string): Promise<void> => hint(db, changeChannel, [from])
