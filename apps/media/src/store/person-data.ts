import { jsonFile, type PersonData } from '@kindred/service'

import type { FileStore } from './files.js'
import { hasPendingRemovals } from './pending-removals.js'
import { listPhotos } from './photos.js'
import type { Db } from './schema.js'

interface PhotosContext {
  readonly db: Db
  readonly files: FileStore
}

/** Far above what one person may have. */
const maxPhotos = 1_000

/** The photos as they are stored, at full size. */
export const personData: PersonData<PhotosContext> = {
  erases: ['photos', 'photo_files'],
  keepsForDays: { photos_held_as_evidence: null },
  async *export({ db, files }, userId) {
    const photos = await listPhotos(db, userId, { before: undefined, limit: maxPhotos })
    const listed = photos.map(({ id, status, width, height, created_at }) => ({
      file: `photos/${id}.webp`,
      status,
      width,
      height,
      created_at,
    }))
    yield jsonFile('media/photos.json', listed)
    for (const { id, storage_key: key } of photos) {
      const file = await files.open(key, 'full')
      // Removed by its owner a moment ago.
      if (file === undefined) continue
      yield { name: `media/photos/${id}.webp`, data: file.read() }
    }
  },
  // The rows of the files were stamped a moment before or after, by another clock.
  isErased: async ({ db }, leftUntil) =>
    !(await hasPendingRemovals(db, new Date(leftUntil.getTime() + 60_000))),
}
