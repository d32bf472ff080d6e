import { type CursorKey, encodeCursor } from './cursor.js'

/** One page of a keyset list. */
export interface Page<Row> {
  readonly rows: Row[]
  /** Empty on the last page. */
  readonly nextPageToken: string
}

/** The number of rows to read: the asked-for size, or the default when it is 0, never above `most`. */
export const pageSize = (asked: number, usual = 20, most = 100): number => Math.min(asked > 0 ? asked : usual, most)

/** Makes a page of `size` from `size + 1` rows that were read; `keyOf` gives the sort key of a row. */
export function pageOf<Row>(rows: readonly Row[], size: number, keyOf: (row: Row) => CursorKey): Page<Row> {
  const kept = rows.slice(0, size)
  const last = kept.at(-1)
  return { rows: kept, nextPageToken: rows.length > size && last !== undefined ? encodeCursor(keyOf(last)) : '' }
}
