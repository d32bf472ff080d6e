import { type CompiledQuery, type QueryExecutorProvider, type RawBuilder, sql } from 'kysely'

/** Stands for a value that comes with each run. The same function is the same parameter, however often it is named. */
export type Param<Given> = <T>(read: (given: Given) => T) => RawBuilder<T>

/** A statement that is built once and run many times; building a long one takes longer than many a query. */
export type Statement<Given, Row> = (db: QueryExecutorProvider, given: Given) => Promise<Row[]>

interface Plan<Given> {
  readonly query: CompiledQuery
  readonly reads: ((given: Given) => unknown)[]
}

/** Builds a statement at its first run. What `build` embeds beside its params is part of the statement for good. */
export function createStatement<Given, Row>(
  build: (param: Param<Given>) => RawBuilder<Row>,
): Statement<Given, Row> {
  let plan: Plan<Given> | undefined
  return async (db, given) => {
    const executor = db.getExecutor()
    plan ??= planOf<Given>(build((read) => sql`${new Placeholder(read)}`).compile(db))
    const parameters = plan.reads.map((read) => read(given))
    const { rows } = await executor.executeQuery<Row>({ ...plan.query, parameters })
    return rows
  }
}

class Placeholder {
  constructor(readonly read: (given: never) => unknown) {}
}

/** Gives each value one number, wherever it stands. */
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
