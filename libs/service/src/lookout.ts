import type { Database } from '@kindred/db'
import type { Log } from '@kindred/kernel'

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
  let running: Promise<void> | undefined
  let again: Promise<void> | undefined
  let isBlind = false

  async function lookOnce(): Promise<void> {
    try {
      await look()
      isBlind = false
    } catch (error) {
      if (!isBlind) log.warn({ err: error }, blind)
      isBlind = true
    } finally {
      running = undefined
    }
  }

  /** A look that has begun may have missed what is committed now: it is followed by one more, shared by all who ask meanwhile. */
  function refresh(): Promise<void> {
    if (running === undefined) return (running = lookOnce())
    again ??= running.then(() => {
      again = undefined
      return refresh()
    })
    return again
  }

  const leave = await database.listen(
    channel,
    () => void refresh(),
    () => void refresh(),
  )
  await refresh()
  return { refresh, close: leave }
}
