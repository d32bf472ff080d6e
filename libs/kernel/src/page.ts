import { type CursorKey, encodeCursor, type ListCall } from './cursor.js'

/** One page of a keyset list. */
export interface Page<Row> {
  readonly rows: Row[]
  /** Empty on the last page. */
  readonly nextPageToken: string
}

/** The number of rows to read: the asked-for size, or the default when it is 0, never above `most`. */
export const pageSize = (asked: number, usual = 20, most = 100): number =>
  Math.min(asked > 0 ? asked : usual, most)

/** What `pageOf` makes a page of. */
export interface PageRows<Row> {
  /** Up to `size + 1` rows as they were read. */
  readonly rows: readonly Row[]
  readonly size: number
  /** The sort key of a row. */
  keyOf(row: Row): CursorKey
}

/** Makes a page of the list that the call asks for. */
export function pageOf<Row>(call: ListCall, { rows, size, keyOf }: PageRows<Row>): Page<Row> {
  const kept = rows.slice(0, size)
  const last = kept.at(-1)
  const hasMore = rows.length > size && last !== undefined
  return { rows: kept, nextPageToken: hasMore ? encodeCursor(call, keyOf(last)) : '' }
}
