import { type Kysely, sql } from 'kysely'

import { type Clock, createSharedClock, type SharedClock } from '@kindred/kernel'

/** The database's clock, which all instances share; it shows the machine's own time until the first `sync`. */
export const createDatabaseClock = <Tables>(db: Kysely<Tables>, machine: Clock): SharedClock =>
  createSharedClock(async () => {
    const { rows } = await sql<{ ms: number }>`
      select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db)
    return rows[0]!.ms
  }, machine)
