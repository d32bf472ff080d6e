import { randomBytes } from 'node:crypto'

/** Part of a file. */
export interface FileRange {
  readonly offset: number
  /** At most this many bytes; 0 means to the end. */
  readonly length: number
}

export const wholeFile: FileRange = { offset: 0, length: 0 }

export const pieceBytes = 64 * 1024

/** An open file. */
export interface StoredFile {
  /** Bytes of the whole file. */
  readonly size: number
  /** The part that was asked for, once, in pieces of at most 64 KiB; closes the file at its end or when it is left. */
  read(): AsyncIterable<Buffer>
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
  /** Opens a file for a part of it, by default the whole; undefined when there is no such file. */
  open(key: string, name: string, range?: FileRange): Promise<StoredFile | undefined>
  /** Removes a group; one that is not there is fine. */
  removeAll(key: string): Promise<void>
  /** Every group, in no order. */
  list(): AsyncIterable<StoredGroup>
}

/** A random name of 128 bits for a group. */
export const newKey = (): string => randomBytes(16).toString('hex')

export function checkKey(key: string): void {
  if (!/^[0-9a-f]{32}$/.test(key)) throw new Error('A storage key has 32 hexadecimal digits')
}
