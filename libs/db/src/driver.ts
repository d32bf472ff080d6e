import {
  CompiledQuery,
  type Dialect,
  type Driver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'

import { AppError } from '@kindred/kernel'

import type { Dialing } from './dialing.js'
import { isDatabaseAway, isOfConnection, isStalePlan, toDatabaseError } from './errors.js'
import type { HintingConnection } from './hint.js'
import { type Hint, HintingAdapter, type Hints } from './hints.js'
import type { Lines } from './lines.js'
import type { Places } from './places.js'
import { endStatement, spanOfStatement } from './statement-span.js'

/** A driver reports each wait for the server and each fault of a connection. */
export interface Reports {
  readonly lines: Pick<Lines, 'during'>
  readonly onFault: (fault: AppError) => void
  /** How what a transaction tells leaves. */
  readonly hints: Hints
}

/** A pool and who gets its connections. */
export interface Pool {
  readonly pool: pg.Pool
  readonly places: Places
  readonly dialing: Dialing
  readonly names: StatementNames
  /** Whether who asks gets the next free connection, before all who are not ahead too. */
  readonly isAhead: boolean
}

/** Kysely's PostgreSQL dialect over a pool, with queries prepared by name and connection faults as AppErrors. */
export function poolDialect(pool: Pool, reports: Reports): Dialect {
  return {
    createAdapter: () => new HintingAdapter(reports.hints),
    createDriver: () => new PoolDriver(pool, reports),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

class PoolDriver implements Driver {
  constructor(
    readonly pool: Pool,
    readonly reports: Reports,
  ) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PoolConnection> {
    const { pool, places, dialing, names, isAhead } = this.pool
    try {
      await places.take(isAhead)
    } catch (error) {
      throw toDatabaseError(error)
    }
    try {
      const client = await dialing.dial(() => pool.connect(), pool.idleCount > 0)
      return new PoolConnection(client, names, this.reports)
    } catch (error) {
      places.giveBack()
      throw error
    }
  }

  async beginTransaction(connection: PoolConnection, settings: TransactionSettings): Promise<void> {
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : ''
    const access = settings.accessMode ? ` ${settings.accessMode}` : ''
    await connection.executeQuery(CompiledQuery.raw(`begin${isolation}${access}`))
    connection.inTransaction = true
  }

  async commitTransaction(connection: PoolConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
    connection.sendHints()
  }

  async rollbackTransaction(connection: PoolConnection): Promise<void> {
    await connection.rollback()
  }

  async releaseConnection(connection: PoolConnection): Promise<void> {
    connection.release()
    this.pool.places.giveBack()
  }

  /** The pool ends once, however many share it. */
  async destroy(): Promise<void> {
    if (!this.pool.pool.ending) await this.pool.pool.end()
  }
}

class PoolConnection implements HintingConnection {
  inTransaction = false
  #hints: Hint[] = []
  #broken: Error | undefined

  constructor(
    readonly client: pg.PoolClient,
    readonly names: StatementNames,
    readonly reports: Reports,
  ) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const span = spanOfStatement(query)
    if (span === undefined) return this.#execute(query)
    try {
      const result = await this.#execute<R>(query)
      endStatement(span)
      return result
    } catch (error) {
      endStatement(span, error)
      throw error
    }
  }

  async #execute<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const named = this.#named(query)
      const result = await this.reports.lines.during(this.client, () =>
        this.client.query<R & pg.QueryResultRow>(named),
      )
      const affected = { INSERT: true, UPDATE: true, DELETE: true, MERGE: true }[result.command] ?? false
      return affected
        ? { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
        : { rows: result.rows }
    } catch (error) {
      if (!isStalePlan(error)) throw this.#faultOf(error)
      this.names.renew(query.sql)
      if (this.inTransaction) throw error
      return this.#execute(query)
    }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming of a result is not offered: read pages by key.')
  }

  /** A failed rollback does not hide why the transaction failed: the connection is closed, and the server rolls back. */
  async rollback(): Promise<void> {
    try {
      await this.reports.lines.during(this.client, () => this.client.query('rollback'))
    } catch (error) {
      this.#broken = error instanceof Error ? error : new Error('rollback failed')
    }
  }

  keepHints(hints: readonly Hint[]): void {
    this.#hints.push(...hints)
  }

  /** Of a transaction that has committed; those of any other are forgotten with this object, which is made for one loan. */
  sendHints(): void {
    this.reports.hints.send(this.#hints)
    this.#hints = []
  }

  release(): void {
    this.client.release(this.#broken)
  }

  /** A connection that the server has ended may look usable for another moment, so it does not return to the pool. */
  #faultOf(error: unknown): unknown {
    const fault = toDatabaseError(error)
    if (!(fault instanceof AppError)) return fault
    if (isOfConnection(fault)) this.#broken = fault
    if (isDatabaseAway(fault)) this.reports.onFault(fault)
    return fault
  }

  #named(query: CompiledQuery): pg.QueryConfig {
    const values = [...query.parameters]
    const named = values.length > 0 ? this.names.find(query.sql) : undefined
    return named === undefined ? { text: query.sql, values } : { ...named, values }
  }
}

interface NamedStatement {
  readonly name: string
  readonly text: string
}

/** The names of the statements that the connections of a pool have prepared. */
export interface StatementNames {
  find(text: string): NamedStatement | undefined
  /** Has the statement prepared anew. */
  renew(text: string): void
}

const maxStatements = 500

/** Names for the first statements a pool runs: a prepared query costs a third less than one parsed each time. */
export function createStatementNames(): StatementNames {
  const names = new Map<string, NamedStatement>()
  let given = 0

  function give(text: string, marked = text): NamedStatement {
    const named = { name: `kindred_${++given}`, text: marked }
    names.set(text, named)
    return named
  }

  return {
    find: (text) => names.get(text) ?? (names.size < maxStatements ? give(text) : undefined),
    // A pooler in transaction mode knows statements by their text, whatever their names.
    renew: (text) => void give(text, `${text} /* ${given + 1} */`),
  }
}
