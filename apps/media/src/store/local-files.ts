import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { unlessMissing, unlessRefused } from './disk.js'
import {
  checkKey,
  type FileRange,
  type FileStore,
  newKey,
  pieceBytes,
  type StoredFile,
  type StoredGroup,
  wholeFile,
} from './files.js'

/**
 * Photos on the local disk: `<folder>/kept/ab/cd/abcd…/<name>`, sharded by the key's first bytes. A group is written to
 * `<folder>/incoming`, synced and then renamed, so that it is there as a whole or not at all.
 */
export async function openLocalFiles(folder: string): Promise<FileStore> {
  const kept = join(folder, 'kept')
  const incoming = join(folder, 'incoming')
  await mkdir(kept, { recursive: true })
  await mkdir(incoming, { recursive: true })
  const groupOf = (key: string) => join(kept, ...shards(key), key)

  return {
    put: (key, files) => unlessRefused(putGroup(groupOf(key), join(incoming, newKey()), files)),
    open: (key, name, range = wholeFile) => openFile(join(groupOf(key), name), range),
    removeAll: (key) => rm(groupOf(key), { recursive: true, force: true }),
    list: () => listGroups(kept),
  }
}

function shards(key: string): [string, string] {
  checkKey(key)
  return [key.slice(0, 2), key.slice(2, 4)]
}

async function putGroup(
  group: string,
  aside: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  try {
    await mkdir(aside)
    for (const [name, bytes] of Object.entries(files)) await writeDurably(join(aside, name), bytes)
    await syncFolder(aside)
    const shard = dirname(group)
    await mkdir(shard, { recursive: true })
    await rename(aside, group)
    for (const parent of [shard, dirname(shard), dirname(dirname(shard))]) await syncFolder(parent)
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    throw error
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function openFile(path: string, range: FileRange): Promise<StoredFile | undefined> {
  const file = await unlessMissing(open(path, 'r'))
  if (file === undefined) return undefined
  const { size } = await file.stat()
  return { size, read: () => readPieces(file, range), close: () => file.close() }
}

async function* readPieces(file: FileHandle, { offset, length }: FileRange): AsyncIterable<Buffer> {
  let position = offset
  const end = length > 0 ? offset + length : Number.MAX_SAFE_INTEGER
  try {
    while (position < end) {
      const piece = Buffer.allocUnsafe(Math.min(pieceBytes, end - position))
      const { bytesRead } = await file.read(piece, 0, piece.length, position)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
      position += bytesRead
    }
  } finally {
    await file.close()
  }
}

async function* listGroups(kept: string): AsyncIterable<StoredGroup> {
  for (const outer of await readdir(kept)) {
    for (const inner of await readdir(join(kept, outer))) {
      for (const key of await readdir(join(kept, outer, inner))) {
        const found = await unlessMissing(stat(join(kept, outer, inner, key)))
        if (found !== undefined) yield { key, storedAt: found.mtime }
      }
    }
  }
}
