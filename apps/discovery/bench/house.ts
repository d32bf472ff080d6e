import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'

import { type Database, migrate, openDatabase, sql } from '@kindred/db'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@kindred/db/embedded'
import { eventMigrations } from '@kindred/events'
import type { Log } from '@kindred/kernel'

import { migrations } from '../src/migrations/index.js'
import type { Tables } from '../src/store/schema.js'

/** A PostgreSQL for one run. */
export interface House {
  readonly postgres: EmbeddedPostgres
  /** Makes a database with discovery's tables, empty. */
  createDatabase(name: string): Promise<string>
  stop(): Promise<void>
}

const megabytes = Math.min(6_144, Math.floor(totalmem() / 4 / 1_048_576))

/**
 * A commit is on the disk before it is answered, as anywhere, but nothing happens by itself: no checkpoint and no vacuum in between. No
 * full pages in the log: each is written once a checkpoint, which a run of seconds would pay at nearly every touch and a service of hours
 * at hardly any. One core to a query, so that its time is what it costs; no JIT, which would make large plans slower here. The same for
 * all who are compared.
 */
export const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'off',
  shared_buffers: `${megabytes}MB`,
  effective_cache_size: `${megabytes * 2}MB`,
  work_mem: '64MB',
  maintenance_work_mem: '1GB',
  max_parallel_workers_per_gather: 0,
  max_parallel_maintenance_workers: 2,
  jit: 'off',
  random_page_cost: 1.1,
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '16GB',
  checkpoint_timeout: '1h',
}

/** Starts it in a folder of the temp folder, on the loopback; the folder goes with it, however this process ends. */
export async function startHouse(): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-'))
  const postgres = await startEmbeddedPostgres({ folder, durable: false, guard: 'remove', settings })
  const administer = async (statement: string): Promise<void> => {
    const client = new pg.Client(postgres.url)
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  return {
    postgres,
    async createDatabase(name) {
      await administer(`create database ${name} template template0 strategy file_copy`)
      const url = new URL(postgres.url)
      url.pathname = `/${name}`
      const database = openBench(url.toString())
      await migrate(database, { ...eventMigrations, ...migrations })
      await database.close()
      return url.toString()
    },
    stop: () => postgres.stop(),
  }
}

const nothing = (): void => undefined
/** A log that nobody reads. */
export const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** A single connection unless told otherwise: one question at a time. */
export const openBench = (url: string, poolSize = 1, genericPlans = true): Database<Tables> =>
  openDatabase<Tables>({ url, name: 'bench', poolSize, genericPlans, log: silent })

/**
 * Time on a core in milliseconds, which a busy machine does not lengthen: of the connection's server process, and of this process.
 * Where the system does not tell, the server's is the time that passes.
 */
export interface Clocks {
  readonly server: () => number
  readonly own: () => number
}

/** The clocks of databases with one connection each. */
export async function clocksOf(...databases: Database<Tables>[]): Promise<Clocks> {
  const files = await Promise.all(
    databases.map(async ({ db }) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
      return `/proc/${rows[0]!.pid}/schedstat`
    }),
  )
  const tells = files.every((file) => existsSync(file))
  const spent = (file: string): number => Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6
  return {
    server: () => (tells ? files.reduce((sum, file) => sum + spent(file), 0) : performance.now()),
    own() {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1000
    },
  }
}
