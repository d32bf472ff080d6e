import type { ServiceName } from '../names.js'
import type { RowHash, SequenceState, TableShape } from './tables.js'

/** A stored piece: its name, its size and the SHA-256 of its bytes as they lie there. */
export interface Piece {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** A table of a set: its rows are what its pieces hold, one after the other, as COPY writes them. */
export interface SavedTable extends TableShape, RowHash {
  readonly pieces: readonly Piece[]
}

/** A database of a set. */
export interface SavedDatabase {
  /** The names of the migrations that made its tables. */
  readonly migrations: readonly string[]
  readonly tables: readonly SavedTable[]
  readonly sequences: readonly SequenceState[]
}

/** All that is known of a set. It is stored last: a set without one was cut off. */
export interface Manifest {
  readonly format: number
  readonly takenAt: string
  /** The version of Kindred that made it. */
  readonly version: string
  readonly databases: Readonly<Record<ServiceName, SavedDatabase>>
  readonly secrets: Piece
  /** Of all photos that the databases name, by the keys of their files. */
  readonly photos: Readonly<Record<string, Piece>>
  /** Photos that the databases name and whose files were not there. */
  readonly missingPhotos: readonly string[]
}

/** All pieces of a set. */
export function* piecesOf({ databases, secrets, photos }: Manifest): Generator<Piece> {
  for (const { tables } of Object.values(databases)) for (const { pieces } of tables) yield* pieces
  yield secrets
  yield* Object.values(photos)
}

/** Rows of all tables. */
export const rowsOf = ({ databases }: Manifest): number =>
  Object.values(databases).reduce(
    (sum, { tables }) => sum + tables.reduce((all, { rows }) => all + rows, 0),
    0,
  )

/** Bytes of all pieces as they lie there. */
export const bytesOf = (manifest: Manifest): number =>
  [...piecesOf(manifest)].reduce((sum, { bytes }) => sum + bytes, 0)
