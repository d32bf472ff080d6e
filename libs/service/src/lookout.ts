import type { Database } from '@kindred/db'
import { type Log, shareRuns } from '@kindred/kernel'

/** A small piece of data in the database that every instance keeps a copy of. */
interface LookoutOptions {
  readonly database: Pick<Database<never>, 'listen'>
  /** The NOTIFY channel that announces changes. */
  readonly channel: string
  /** Reads the data and updates the copy. */
  look(): Promise<void>
  readonly log: Log
  /** Logged when reading begins to fail. */
  readonly blind: string
}

/** Reads again at each notification. A job that calls `refresh` covers lost notifications. */
interface Lookout {
  /** Resolves once everything committed so far has been read. Never rejects; a failed read is repeated soon. */
  refresh(): Promise<void>
  close(): Promise<void>
}

/** Opens a lookout and reads once. */
export async function openLookout({ database, channel, look, log, blind }: LookoutOptions): Promise<Lookout> {
  let isBlind = false

  const refresh = shareRuns(async () => {
    try {
      await look()
      isBlind = false
    } catch (error) {
      if (!isBlind) log.warn({ err: error }, blind)
      isBlind = true
    }
  })

  const leave = await database.listen(
    channel,
    () => void refresh(),
    () => void refresh(),
  )
  await refresh()
  return { refresh, close: leave }
}
