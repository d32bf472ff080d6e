/** Where backups lie: named pieces of bytes, in a folder or in a bucket. Names have slashes. */
export interface ObjectStore {
  /** For people: no credentials in it. */
  readonly where: string
  /** Stores a piece as a whole or not at all. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** Undefined when there is none. */
  get(name: string): Promise<Buffer | undefined>
  /** The names that begin so, in their order. */
  list(start: string): AsyncIterable<string>
  /** One that is not there is fine. */
  remove(name: string): Promise<void>
  /** Removes what puts that were cut off before `before` have left, which no name leads to; answers how many. */
  sweep(before: Date): Promise<number>
  close(): void
}
