import { performance } from 'node:perf_hooks'

import { type Kysely, sql } from 'kysely'

import type { Clock } from '@kindred/kernel'

/** The database's clock, as this process knows it: the one that all instances share, whatever the clocks of their machines say. */
export interface DatabaseClock extends Clock {
  /** Asks the database for its time. Between two questions the time goes on by a clock that nobody sets. */
  sync(): Promise<void>
  /** By how many milliseconds the machine's clock was ahead at the last question; undefined before the first. */
  readonly skewMs: number | undefined
}

/** An answer that took longer says too little of the time. */
const slowestAnswerMs = 1_000

/** A clock that shows the machine's own time until the first `sync`. */
export function createDatabaseClock<Tables>(db: Kysely<Tables>, machine: Clock): DatabaseClock {
  let aheadOfUptime: number | undefined
  let skewMs: number | undefined
  return {
    now: () => (aheadOfUptime === undefined ? machine.now() : new Date(performance.now() + aheadOfUptime)),
    async sync() {
      const asked = performance.now()
      const { rows } = await sql<{ ms: number }>`
        select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db)
      const answered = performance.now()
      if (answered - asked > slowestAnswerMs && aheadOfUptime !== undefined) return
      aheadOfUptime = rows[0]!.ms - (asked + answered) / 2
      skewMs = Math.round(machine.now().getTime() - (answered + aheadOfUptime))
    },
    get skewMs() {
      return skewMs
    },
  }
}
