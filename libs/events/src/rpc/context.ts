import type { Kysely } from 'kysely'

import type { Snapshot } from '../outbox/snapshot.js'

/** What the RPCs of the outbox use. */
export interface OutboxContext {
  readonly db: Kysely<unknown>
  readonly snapshots: readonly Snapshot[]
}
