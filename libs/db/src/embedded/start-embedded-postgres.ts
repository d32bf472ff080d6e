import { rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import { type Account, accountFor, canReach } from './account.js'
import { type Binaries, copyPrograms, findBinaries } from './binaries.js'
import { bringHome } from './bring-home.js'
import { type Cluster, ensureCluster } from './cluster.js'
import { createGuard, type Guard } from './guard.js'
import { findPassage, type Passage, shutAbove, UnreachableData } from './passage.js'
import { makeFolder } from './places.js'
import { findPostmaster, type Postmaster } from './postmaster.js'
import { awaitReady, launch, type LaunchOptions, stopServer } from './server.js'

/** How to start a PostgreSQL of our own. */
export interface EmbeddedOptions {
  /** Where its data lives; made when it is not there. */
  readonly folder: string
  /** True keeps what was committed through a crash and asks for a password; false is fast, open to local processes, and for tests. */
  readonly durable: boolean
  /** A free one unless told. */
  readonly port?: number | undefined
  /** True stops the server when this process ends in any way, kill -9 included; `remove` also removes the folder then and on stop. */
  readonly guard?: boolean | 'remove'
  /** Settings of the server beside, or instead of, our own: a benchmark's. */
  readonly settings?: Readonly<Record<string, string | number>>
}

/** A PostgreSQL that runs on 127.0.0.1. */
export interface EmbeddedPostgres {
  /** Of the superuser. */
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Where the data is. */
  readonly folder: string
  /** Ends its sessions and the server. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that npm installed: as root under an unprivileged account, below folders that this account cannot
 * enter, over what a killed server left. A server that a killed process left running on the folder is taken over.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const account = accountFor(join(options.folder, 'data'))
  const folder = resolve(options.folder)
  makeFolder(folder, account)
  await bringHome(folder, account)
  const removed = options.guard === 'remove' ? folder : ''
  const guard = options.guard ? createGuard(removed) : undefined
  try {
    const way = wayFor(account, folder)
    const cluster = ensureCluster({ folder, durable: options.durable, account, ...way })
    const server = await runServer({
      ...options,
      folder,
      account,
      ...way,
      data: cluster.data,
      onSpawn: guard?.watch,
    })
    return handle(cluster, server, { folder, removed, guard })
  } catch (error) {
    guard?.release()
    throw error
  }
}

/** Where no namespace can be made, programs that are out of the account's reach are copied to its data; the data stays where it is. */
function wayFor(account: Account | undefined, folder: string): { binaries: Binaries; passage: Passage } {
  const binaries = findBinaries(folder)
  const passage = findPassage(account, { folder, programs: dirname(binaries.bin) })
  if (passage !== undefined) return { binaries, passage }
  if (account !== undefined && !canReach(account, folder))
    throw new UnreachableData(account, shutAbove(account, folder))
  const copy = copyPrograms(binaries, folder)
  return { binaries: copy, passage: findPassage(account, { folder, programs: dirname(copy.bin) })! }
}

function runServer(options: LaunchOptions): Promise<Postmaster> {
  const orphan = findPostmaster(options.data)
  if (orphan) options.onSpawn?.(orphan.pid)
  return orphan ? awaitReady(options.data, orphan.pid) : launch(options)
}

function handle(
  cluster: Cluster,
  { pid, port }: Postmaster,
  { folder, removed, guard }: { folder: string; removed: string; guard: Guard | undefined },
): EmbeddedPostgres {
  const secret = cluster.password && `:${cluster.password}`
  return {
    url: `postgres://postgres${secret}@127.0.0.1:${port}/postgres`,
    port,
    pid,
    folder,
    async stop() {
      await stopServer(pid)
      guard?.release()
      if (removed) rmSync(removed, { recursive: true, force: true })
    },
  }
}
