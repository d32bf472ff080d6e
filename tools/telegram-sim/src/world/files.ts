import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { imageSize, imageType } from './image-size.js'
import type { PhotoSize } from './types.js'

/** A file that was sent to or by the bot. */
interface StoredFile {
  readonly id: string
  readonly uniqueId: string
  /** What the bot is told: below its address, or on the disk of a server in local mode. */
  readonly path: string
  readonly type: string
  readonly bytes: Buffer
  /** When it is a picture. */
  readonly photo?: PhotoSize
}

/** A picture. */
type StoredPhoto = StoredFile & { readonly photo: PhotoSize }

/** What Telegram's servers keep. */
export interface Files {
  /** Keeps a photo, the same bytes once; undefined when the bytes are no image. */
  keep(bytes: Buffer): StoredPhoto | undefined
  /** Keeps bytes of any kind under the type that their sender gave. */
  keepAny(bytes: Buffer, type: string): StoredFile
  find(fileId: string): StoredFile | undefined
  /** By the path below the bot's address. */
  at(path: string): StoredFile | undefined
}

/** Files in memory; on the disk as well when they have a folder, as a Bot API server in local mode keeps them. */
export function createFiles(folder?: string): Files {
  const byId = new Map<string, StoredFile>()
  const byPath = new Map<string, StoredFile>()
  const photos = new Map<string, StoredPhoto>()

  function store<Kind>(bytes: Buffer, type: string, more: (ids: { id: string; uniqueId: string }) => Kind) {
    const uniqueId = createHash('sha256').update(bytes).digest('base64url').slice(0, 15)
    const id = `AgACAgIAAxk${randomBytes(30).toString('base64url')}`
    const below = `${folderOf(type)}/file_${byId.size}.${endingOf(type)}`
    const path = folder === undefined ? below : join(folder, below)
    if (folder !== undefined) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, bytes)
    }
    const file = { id, uniqueId, path, type, bytes, ...more({ id, uniqueId }) }
    byId.set(id, file)
    byPath.set(below, file)
    return file
  }

  return {
    keep(bytes) {
      const size = imageSize(bytes)
      if (size === undefined) return undefined
      const key = createHash('sha256').update(bytes).digest('base64url')
      const known = photos.get(key)
      if (known !== undefined) return known
      const photo = store(bytes, imageType(bytes), ({ id, uniqueId }) => ({
        photo: { file_id: id, file_unique_id: uniqueId, ...size, file_size: bytes.length },
      }))
      photos.set(key, photo)
      return photo
    },
    keepAny: (bytes, type) => store(bytes, type, () => ({})),
    find: (fileId) => byId.get(fileId),
    at: (path) => byPath.get(path),
  }
}

const folderOf = (type: string): string => {
  if (type.startsWith('image/')) return 'photos'
  return type.startsWith('video/') ? 'video_notes' : 'documents'
}

const endingOf = (type: string): string => (type === 'image/jpeg' ? 'jpg' : (type.split('/')[1] ?? 'bin'))
