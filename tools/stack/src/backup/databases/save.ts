import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'

import type { Session } from '@kindred/db'

import type { Piece, SavedDatabase, SavedTable } from '../manifest.js'
import type { Repository } from '../repository.js'
import { hashRows, listMigrations, listSequences, listShapes, type TableShape } from '../tables.js'

const packed = promisify(gzip)

/** Plain bytes in one piece. */
const pieceBytes = 8 * 1024 ** 2

/** Saves a database as its session sees it, under names that begin with `place`. */
export async function saveDatabase(
  session: Session,
  repository: Repository,
  place: string,
): Promise<SavedDatabase> {
  const migrations = await listMigrations(session)
  const tables: SavedTable[] = []
  for (const shape of await listShapes(session))
    tables.push(await saveTable(session, repository, { shape, place }))
  // Sequences know no snapshot: read last, they are ahead of every row that was saved.
  return { migrations, tables, sequences: await listSequences(session) }
}

async function saveTable(
  session: Session,
  repository: Repository,
  { shape, place }: { readonly shape: TableShape; readonly place: string },
): Promise<SavedTable> {
  const pieces: Piece[] = []
  const rows = session.copyOut(`copy ${shape.name} (${shape.columns.join(', ')}) to stdout`)
  const folder = `${place}/${shape.name.replace(/[^\w.]/g, '')}`
  for await (const plain of gathered(rows)) {
    const bytes = await packed(plain, { level: constants.Z_BEST_SPEED })
    pieces.push(await repository.put(`${folder}/${String(pieces.length).padStart(6, '0')}`, bytes))
  }
  return { ...shape, ...(await hashRows(session, shape)), pieces }
}

/** Chunks together until a piece is full. */
async function* gathered(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let [waiting, size]: [Buffer[], number] = [[], 0]
  for await (const chunk of chunks) {
    waiting.push(chunk)
    size += chunk.length
    if (size < pieceBytes) continue
    yield Buffer.concat(waiting)
    ;[waiting, size] = [[], 0]
  }
  if (size > 0) yield Buffer.concat(waiting)
}
