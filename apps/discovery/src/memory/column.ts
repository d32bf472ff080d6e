/** A column of numbers. */
export type Column = Int8Array | Uint8Array | Int16Array | Int32Array | Float32Array | Float64Array

const leastGrowth = 64

/**
 * The column itself when it has room for `length` numbers, else a copy that has, longer by at least a thirty-second: growing to a million
 * numbers copies each 32 times, which takes milliseconds, and leaves little unused.
 */
export function grown<C extends Column>(column: C, length: number): C {
  if (length <= column.length) return column
  const make = column.constructor as new (length: number) => C
  const growth = Math.max(leastGrowth, column.length >>> 5)
  const longer = new make(Math.max(length, column.length + growth))
  longer.set(column)
  return longer
}

/** The bytes that columns take. */
export const bytesOf = (columns: readonly Column[]): number =>
  columns.reduce((sum, column) => sum + column.byteLength, 0)
