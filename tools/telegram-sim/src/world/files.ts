import { createHash, randomBytes } from 'node:crypto'

import { imageSize, imageType } from './image-size.js'
import type { PhotoSize } from './types.js'

/** A file that was sent to or by the bot. */
export interface StoredFile {
  readonly id: string
  readonly uniqueId: string
  readonly path: string
  readonly type: string
  readonly bytes: Buffer
  readonly photo: PhotoSize
}

/** What Telegram's servers keep. */
export interface Files {
  /** Keeps a photo, the same bytes once; undefined when the bytes are no image. */
  keep(bytes: Buffer): StoredFile | undefined
  find(fileId: string): StoredFile | undefined
  at(path: string): StoredFile | undefined
}

/** Files in memory. */
export function createFiles(): Files {
  const byId = new Map<string, StoredFile>()
  const byPath = new Map<string, StoredFile>()
  const byUniqueId = new Map<string, StoredFile>()
  return {
    keep(bytes) {
      const size = imageSize(bytes)
      if (size === undefined) return undefined
      const uniqueId = createHash('sha256').update(bytes).digest('base64url').slice(0, 15)
      const known = byUniqueId.get(uniqueId)
      if (known !== undefined) return known
      const type = imageType(bytes)
      const id = `AgACAgIAAxk${randomBytes(30).toString('base64url')}`
      const path = `photos/file_${byId.size}.${type === 'image/jpeg' ? 'jpg' : type.slice('image/'.length)}`
      const photo = { file_id: id, file_unique_id: uniqueId, ...size, file_size: bytes.length }
      const file = { id, uniqueId, path, type, bytes, photo }
      byId.set(id, file)
      byPath.set(path, file)
      byUniqueId.set(uniqueId, file)
      return file
    },
    find: (fileId) => byId.get(fileId),
    at: (path) => byPath.get(path),
  }
}
