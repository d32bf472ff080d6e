/** Part of a file. */
export interface FileRange {
  readonly offset: number
  /** At most this many bytes; 0 means to the end. */
  readonly length: number
}

/** An open file. */
export interface StoredFile {
  /** Bytes of the whole file. */
  readonly size: number
  /** Pieces of at most 64 KiB; closes the file at its end or when it is left. */
  read(range: FileRange): AsyncIterable<Buffer>
  close(): Promise<void>
}

/** An entry of the store. */
export interface StoredGroup {
  readonly key: string
  readonly storedAt: Date
}

/** Keeps groups of named files, each group under a random key. A group never changes. */
export interface FileStore {
  /** Stores all files of a group or none; they survive a crash once it resolves. */
  put(key: string, files: Readonly<Record<string, Uint8Array>>): Promise<void>
  /** Undefined when there is no such file. */
  open(key: string, name: string): Promise<StoredFile | undefined>
  /** Removes a group; one that is not there is fine. */
  removeAll(key: string): Promise<void>
  /** Every group, in no order. */
  list(): AsyncIterable<StoredGroup>
}
