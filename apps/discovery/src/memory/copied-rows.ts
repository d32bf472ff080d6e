// PostgreSQL's manual, COPY, binary format: 19 bytes of header, two that count the fields before each row, four that tell the length
// before each field, and a mark of two bytes at the end.
const headerBytes = 19
/** Where a row's first field begins, after its length. */
export const firstField = 2 + 4
/** From a field of so many bytes to the next one. */
export const fieldOf = (bytes: number): number => 4 + bytes

/** How to read one row. */
export interface RowFormat<T> {
  /** Where the row that begins here ends; beyond the view when the view is too short to tell. */
  end(view: DataView, row: number): number
  read(view: DataView, row: number): T
}

/** Reads the rows of a binary COPY from its chunks, wherever these are cut. */
export async function* copiedRows<T>(
  chunks: AsyncIterable<Buffer>,
  format: RowFormat<T>,
): AsyncGenerator<T[], void> {
  let rest: Buffer = Buffer.alloc(0)
  let at = headerBytes
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const rows: T[] = []
    for (let end = format.end(view, at); end <= bytes.length; end = format.end(view, at)) {
      rows.push(format.read(view, at))
      at = end
    }
    const kept = Math.min(at, bytes.length)
    rest = bytes.subarray(kept)
    at -= kept
    yield rows
  }
}
