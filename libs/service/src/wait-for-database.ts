import type { Database } from '@kindred/db'
import { type Log, pause } from '@kindred/kernel'

const pauseMs = 250

/** Resolves when the database answers and rejects after `patienceMs`, since a database often starts a moment later than its services. */
export async function waitForDatabase<Tables>(
  database: Pick<Database<Tables>, 'ping'>,
  log: Log,
  patienceMs = 30_000,
): Promise<void> {
  const until = Date.now() + patienceMs
  for (let tried = 1; ; tried++) {
    try {
      await database.ping()
      if (tried > 1) log.info({ tried }, 'the database is there')
      return
    } catch (error) {
      if (Date.now() + pauseMs > until) throw error
      if (tried === 1) log.warn({ err: error, patienceMs }, 'waiting for the database')
      await pause(pauseMs)
    }
  }
}
