import type { Database } from '@kindred/db'
import { localRevocations, type RevocationSource } from '@kindred/identity'
import type { Clock } from '@kindred/kernel'
import type { Log } from '@kindred/rpc'

import { listRevokedSessions, revocationChannel } from '../store/revocations.js'
import type { Tables } from '../store/schema.js'

/** The revoked sessions in the database, followed by NOTIFY and by looking. */
export interface RevocationFeed extends RevocationSource {
  /** Resolves when what is committed now is known here and told to the followers. Never rejects: the next look comes soon. */
  refresh(): Promise<void>
  close(): Promise<void>
}

/** What a feed is opened with. */
export interface RevocationFeedOptions {
  readonly database: Pick<Database<Tables>, 'db' | 'listen'>
  readonly clock: Clock
  readonly log: Log
}

/** Opens the feed. The whole small set is read each time, so that nothing depends on the order of commits. */
export async function openRevocationFeed({ database, clock, log }: RevocationFeedOptions): Promise<RevocationFeed> {
  const revocations = localRevocations()
  let running: Promise<void> | undefined
  let again: Promise<void> | undefined
  let isBlind = false

  async function look(): Promise<void> {
    try {
      revocations.replace(await listRevokedSessions(database.db, clock.now()))
      isBlind = false
    } catch (error) {
      if (!isBlind) log.warn({ err: error }, 'cannot see revoked sessions')
      isBlind = true
    } finally {
      running = undefined
    }
  }

  /** A look that has begun may have missed what is committed now: it is followed by one more, shared by all who ask meanwhile. */
  function refresh(): Promise<void> {
    if (running === undefined) return (running = look())
    again ??= running.then(() => {
      again = undefined
      return refresh()
    })
    return again
  }

  const leave = await database.listen(
    revocationChannel,
    () => void refresh(),
    () => void refresh(),
  )
  await refresh()
  return { follow: revocations.follow, refresh, close: leave }
}
