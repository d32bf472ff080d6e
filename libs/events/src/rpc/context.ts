import type { Kysely } from 'kysely'

import type { Snapshot } from '../outbox/snapshot.js'

/** The RPCs of the outbox serve this database and these snapshots. */
export interface OutboxContext {
  readonly db: Kysely<unknown>
  readonly snapshots: readonly Snapshot[]
}
