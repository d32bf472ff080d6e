import { Batches } from './batches.js'

/** Finds the row of a key; undefined when there is none. */
export type Loader<Row> = (key: string) => Promise<Row | undefined>

/** How the rows of many keys are read. */
interface LoaderOptions<Row> {
  /** The rows of these keys, each at most once, in any order. */
  load(keys: readonly string[]): Promise<readonly Row[]>
  keyOf(row: Row): string
}

/** Two statements under way at once keep the database busy; more would only make each smaller. */
const limits = { maxItems: 256, maxRunning: 2, patienceMs: 100 }

/**
 * Reads that come in one turn of the event loop, or while others are under way, share a statement. A read sees everything that was
 * committed before it was asked for: it never joins a statement that has begun.
 */
export function createLoader<Row>({ load, keyOf }: LoaderOptions<Row>): Loader<Row> {
  const batches = new Batches<string, Row | undefined>({
    ...limits,
    keysOf: () => [],
    async run(keys) {
      const rows = await load([...new Set(keys)])
      const byKey = new Map(rows.map((row) => [keyOf(row), row]))
      return keys.map((key) => byKey.get(key))
    },
  })
  return (key) => batches.add(key)
}
