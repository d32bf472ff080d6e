import type { Migration } from '@kindred/db'
import type { Consumer, Snapshot } from '@kindred/events'
import type { Log } from '@kindred/kernel'
import type { Implementation } from '@kindred/rpc'
import type { Runnable } from '@kindred/runtime'

import type { ServiceConfig, Trust } from './config.js'
import type { Job } from './jobs.js'
import type { PersonData } from './person-data/person-data.js'
import type { Platform } from './platform.js'

/** The parts in which services differ. */
export interface ServiceOptions<Tables, Context> {
  readonly name: string
  readonly config: ServiceConfig
  /** Whether the database plans each statement once for all its values; see ConnectionOptions of @kindred/db. */
  readonly genericPlans?: boolean
  readonly migrations: Readonly<Record<string, Migration>>
  /** Called once, with a migrated database. */
  context(platform: Platform<Tables>): Context | Promise<Context>
  implement(context: Context): readonly Implementation[]
  readonly consumers?: readonly Consumer<Context>[]
  /** The services whose events are consumed; checked against the consumers, so that a reader can trust it. */
  readonly sources?: readonly string[]
  readonly snapshots?: readonly Snapshot[]
  /** How long events gather before they are delivered while more come without a pause; 0 by default. See the relay. */
  readonly gatherEventsMs?: number
  readonly jobs?: readonly Job<Context>[]
  /** What the service holds of people; missing for one that holds nothing. */
  readonly personData?: PersonData<Context>
  /** For auth, which cannot ask itself over RPC: the sources that it verifies tokens with. */
  verifier?(platform: Platform<Tables>, context: Context): Trust
  /** Further checks for `/readyz` and the gateway's `/health`, by name, beside that of the database. */
  ready?(context: Context): Promise<Record<string, boolean>>
  /** Further details in the answer of `/readyz`, for operators; they do not affect readiness. */
  status?(context: Context): Record<string, string>
  /** Closes what `context` opened, while the database is still there. */
  close?(context: Context): Promise<void> | void
  /** Used instead of a logger made from the config. */
  readonly log?: Log
}

/** A service that can be started once. */
export interface Service extends Runnable {
  /** The configured port; after the start the port it listens on. */
  readonly rpcPort: number
  readonly opsPort: number
  /** Only migrates the database, and resolves with the migrations that ran. Closes the database, so the service cannot be started afterwards. */
  migrate(): Promise<readonly string[]>
  /** The same for a look at what it would run. */
  pending(): Promise<readonly string[]>
}
