import type { Database } from '@kindred/db'
import { type Log, shareRuns } from '@kindred/kernel'

/** Something small in the database of which every instance keeps a copy. */
export interface LookoutOptions {
  readonly database: Pick<Database<never>, 'listen'>
  /** The NOTIFY channel that says: look again. */
  readonly channel: string
  /** Reads it and takes it in. */
  look(): Promise<void>
  readonly log: Log
  /** What is written down when the looks begin to fail. */
  readonly blind: string
}

/** Looks again whenever something changed. A job that calls `refresh` is the safety net below NOTIFY. */
export interface Lookout {
  /** Resolves when what is committed now has been looked at. Never rejects: the next look comes soon. */
  refresh(): Promise<void>
  close(): Promise<void>
}

/** Opens it with a first look. */
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
