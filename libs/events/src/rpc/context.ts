import type { Kysely } from 'kysely'

import type { Log } from '@kindred/rpc'

import type { Consumer } from '../inbox/consumer.js'
import type { Snapshot } from '../outbox/snapshot.js'

/** What the RPCs of the outbox use. */
export interface OutboxContext {
  readonly db: Kysely<unknown>
  readonly snapshots: readonly Snapshot[]
}

/** What the RPC of the inbox uses; `context` is handed to the consumers. */
export interface InboxContext<Context> {
  readonly db: Kysely<unknown>
  readonly consumers: ReadonlyMap<string, Consumer<Context>>
  readonly context: Context
  readonly log: Log
}
