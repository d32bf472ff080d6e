import { type Kysely, sql } from 'kysely'

import type { AppError, Log } from '@kindred/kernel'

import { readOnly } from './errors.js'

/** Whether a database takes reads and writes, and what its latest refusals say of that. */
interface Usability {
  /** Throws the AppError that a write would meet: away, read-only, full … */
  check(): Promise<void>
  /** Takes in what a query met. */
  note(fault: AppError): void
}

const lookAgainMs = 10_000
const tellAgainMs = 10_000

/**
 * Makes the server write, about 300 KB into a temporary file that it removes at once: no row, no log of changes, no right
 * needed. A disk that is full lets a small update of a row pass for a long time.
 */
const spill = sql.raw(
  `set local work_mem = '64kB'; set local temp_tablespaces = ''; select count(*) from generate_series(1, 20000)`,
)

/** A Usability that makes the server write now and then, and each time after a refusal until it works again. */
export function createUsability<Tables>(db: Kysely<Tables>, log: Log): Usability {
  let writtenAt = -Infinity
  let toldAt = -Infinity
  let isSuspect = false
  return {
    note(fault) {
      isSuspect = true
      if (performance.now() - toldAt < tellAgainMs) return
      toldAt = performance.now()
      log.warn({ err: fault }, 'the database refuses to write')
    },
    async check() {
      const { rows } = await sql<{ off: boolean }>`
        select current_setting('transaction_read_only') = 'off' as off`.execute(db)
      if (rows[0]?.off !== true) throw readOnly()
      if (!isSuspect && performance.now() - writtenAt < lookAgainMs) return
      isSuspect = true
      await spill.execute(db)
      isSuspect = false
      writtenAt = performance.now()
    },
  }
}
