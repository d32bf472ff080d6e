import type { Database } from '@kindred/db'
import { localRevocations, type RevocationSource } from '@kindred/identity'
import type { Clock, Log } from '@kindred/kernel'
import { openLookout } from '@kindred/service'

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
export async function openRevocationFeed({
  database,
  clock,
  log,
}: RevocationFeedOptions): Promise<RevocationFeed> {
  const revocations = localRevocations()
  const lookout = await openLookout({
    database,
    log,
    channel: revocationChannel,
    blind: 'cannot see revoked sessions',
    look: async () => {
      const rows = await listRevokedSessions(database.db, clock.now())
      const shutOut = rows.filter((row) => row.shut_out).map((row) => row.session_id)
      revocations.replace(
        rows.map((row) => row.session_id),
        new Set(shutOut),
      )
    },
  })
  return { follow: revocations.follow, refresh: lookout.refresh, close: lookout.close }
}
