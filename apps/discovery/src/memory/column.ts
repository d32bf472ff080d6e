/** A column of numbers. */
export type Column = Int8Array | Uint8Array | Int16Array | Int32Array | Float32Array | Float64Array

/** The column itself when it holds `length` numbers, else a copy that does, an eighth longer than the old one at least. */
export function grown<C extends Column>(column: C, length: number): C {
  if (length <= column.length) return column
  const make = column.constructor as new (length: number) => C
  const longer = new make(Math.max(length, Math.ceil(column.length * 1.125)))
  longer.set(column as never)
  return longer
}

/** What columns hold. */
export const bytesOf = (columns: readonly Column[]): number =>
  columns.reduce((sum, column) => sum + column.byteLength, 0)
