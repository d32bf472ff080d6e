import type { Migration } from '@kindred/db'
import type { Consumer, Snapshot } from '@kindred/events'
import type { Log } from '@kindred/kernel'
import type { Implementation } from '@kindred/rpc'
import type { Runnable } from '@kindred/runtime'

import type { ServiceConfig, Trust } from './config.js'
import type { Job } from './jobs.js'
import type { Platform } from './platform.js'

/** What makes a service this service. */
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
  /** The services whose events are consumed: said for the reader, checked against the consumers. */
  readonly sources?: readonly string[]
  readonly snapshots?: readonly Snapshot[]
  readonly jobs?: readonly Job<Context>[]
  /** Where auth takes its own trust from, instead of asking itself over RPC. */
  verifier?(platform: Platform<Tables>, context: Context): Trust
  /** What must hold beside the database for the service to be ready, by name: `/readyz` and the gateway's `/health` ask it. */
  ready?(context: Context): Promise<Record<string, boolean>>
  /** What `/readyz` says beside: it tells an operator more and decides nothing. */
  status?(context: Context): Record<string, string>
  /** Closes what `context` opened, while the database is still there. */
  close?(context: Context): Promise<void> | void
  /** Instead of one made from the config. */
  readonly log?: Log
}

/** A service that can be started once. */
export interface Service extends Runnable {
  /** The port as configured, and after the start the real one. */
  readonly rpcPort: number
  readonly opsPort: number
  /** Migrates the database and nothing else; answers what ran. It closes the database, so the service cannot start after it. */
  migrate(): Promise<readonly string[]>
}
