import { createHash } from 'node:crypto'

import type { FileStore } from '../store/files.js'
import { readFile, readGroup } from './read-group.js'

/** How far a move is. */
export interface Moved {
  readonly photos: number
  readonly bytes: number
}

interface Move {
  readonly from: FileStore
  readonly to: FileStore
  readonly onProgress?: (moved: Moved) => void
}

/** Photos at once: most of the time goes into waiting for the other side. */
const atOnce = 8

/**
 * Moves all photos from one store to another. A photo leaves the first once the second gives back the same bytes, so that a move that
 * was cut off is only begun again; people may go on uploading, looking at and deleting photos meanwhile.
 */
export async function movePhotos({ from, to, onProgress }: Move): Promise<Moved> {
  const groups = from.list()[Symbol.asyncIterator]()
  let [photos, bytes, failed] = [0, 0, false]

  async function work(): Promise<void> {
    for (let next = await groups.next(); next.done !== true && !failed; next = await groups.next()) {
      const moved = await movePhoto(from, to, next.value.key).catch((error: unknown) => {
        failed = true
        throw error
      })
      photos += 1
      bytes += moved
      onProgress?.({ photos, bytes })
    }
  }

  // The others end what they have begun: nothing is left half-moved.
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, work))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return { photos, bytes }
}

async function movePhoto(from: FileStore, to: FileStore, key: string): Promise<number> {
  const files = await readGroup(from, key)
  const names = Object.keys(files)
  if (names.length === 0) return 0
  await to.removeAll(key)
  await to.put(key, files)
  await verify(to, key, files)
  if (!(await isThere(from, key, names[0]!))) {
    // Deleted by its owner meanwhile: what was brought over would come back.
    await to.removeAll(key)
    return 0
  }
  await from.removeAll(key)
  return Object.values(files).reduce((sum, file) => sum + file.length, 0)
}

async function isThere(store: FileStore, key: string, name: string): Promise<boolean> {
  const file = await store.open(key, name, { offset: 0, length: 1 })
  await file?.close()
  return file !== undefined
}

async function verify(store: FileStore, key: string, files: Readonly<Record<string, Buffer>>): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    const stored = await readFile(store, key, name)
    if (stored === undefined || hashOf(stored) !== hashOf(bytes))
      throw new Error(`${key}/${name} did not arrive as it was sent: it stays where it was`)
  }
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
