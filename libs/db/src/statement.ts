import { type CompiledQuery, type QueryExecutorProvider, type RawBuilder, sql } from 'kysely'

import { idFor } from './trace-plugin.js'

/** Stands for a value given at each run. Using the same function again uses the same parameter. */
export type Param<Given> = <T>(read: (given: Given) => T) => RawBuilder<T>

/** A statement that is built once and run many times, since building a long one can take longer than a query. */
export type Statement<Given, Row> = (db: QueryExecutorProvider, given: Given) => Promise<Row[]>

interface Plan<Given> {
  readonly query: CompiledQuery
  readonly reads: ((given: Given) => unknown)[]
}

/** Builds the statement at its first run. Values that `build` embeds without `param` are fixed then. */
export function createStatement<Given, Row>(
  build: (param: Param<Given>) => RawBuilder<Row>,
): Statement<Given, Row> {
  let plan: Plan<Given> | undefined
  return async (db, given) => {
    const executor = db.getExecutor()
    plan ??= planOf<Given>(build((read) => sql`${new Placeholder(read)}`).compile(db))
    const parameters = plan.reads.map((read) => read(given))
    const { rows } = await executor.executeQuery<Row>({ ...plan.query, parameters, ...idFor(db) })
    return rows
  }
}

/** A statement that answers whether a query finds anything: for a job that asks often and seldom has something to do. */
export function createQuestion<Given = object>(
  build: (param: Param<Given>) => RawBuilder<unknown>,
): (db: QueryExecutorProvider, given: Given) => Promise<boolean> {
  const ask = createStatement<Given, { readonly found: boolean }>(
    (param) => sql`select exists(${build(param)}) as found`,
  )
  return async (db, given) => (await ask(db, given))[0]?.found === true
}

class Placeholder {
  constructor(readonly read: (given: never) => unknown) {}
}

/** Numbers the parameters, with one number for each distinct value. */
function planOf<Given>(query: CompiledQuery): Plan<Given> {
  const reads: ((given: Given) => unknown)[] = []
  const numbers = query.parameters.map((parameter) => {
    const read = (parameter instanceof Placeholder ? parameter.read : () => parameter) as (
      given: Given,
    ) => unknown
    const known = reads.indexOf(read)
    return known === -1 ? reads.push(read) : known + 1
  })
  const text = query.sql.replace(/\$(\d+)/g, (_all, number: string) => `$${numbers[Number(number) - 1]}`)
  return { query: { ...query, sql: text }, reads }
}
