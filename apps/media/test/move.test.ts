import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { hasBucketServer } from '@kindred/testkit/bucket-server'

import { movePhotos } from '../src/moving/move-photos.js'
import { createMovingFiles } from '../src/moving/moving-files.js'
import { type FileStore, newKey } from '../src/store/files.js'
import { startBucketStore, startLocalStore, type TestStore } from './stores.js'

const bytes = (length: number) => Buffer.from(Array.from({ length }, (_, i) => (i * length) % 251))
const picture = (size: number) => ({ thumb: bytes(size), card: bytes(size + 1), full: bytes(size + 70_000) })

async function keysOf(store: FileStore): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list()) keys.push(key)
  return keys.sort()
}

async function contentOf(store: FileStore, key: string, name: string): Promise<Buffer | undefined> {
  const file = await store.open(key, name)
  if (file === undefined) return undefined
  const pieces: Buffer[] = []
  for await (const piece of file.read()) pieces.push(piece)
  return Buffer.concat(pieces)
}

const ways = [
  { name: 'from one folder to another', starts: [startLocalStore, startLocalStore], isHere: true },
  { name: 'from a folder to a bucket', starts: [startLocalStore, startBucketStore], isHere: hasBucketServer },
  { name: 'from a bucket to a folder', starts: [startBucketStore, startLocalStore], isHere: hasBucketServer },
] as const

for (const { name, starts, isHere } of ways) {
  describe.skipIf(!isHere)(`a move ${name}`, () => {
    let from: TestStore
    let to: TestStore
    let photos: Map<string, ReturnType<typeof picture>>

    beforeEach(async () => {
      ;[from, to] = [await starts[0](), await starts[1]()]
      photos = new Map(Array.from({ length: 20 }, (_, i) => [newKey(), picture(i + 1)]))
      for (const [key, files] of photos) await from.files.put(key, files)
    })
    afterEach(async () => {
      await from.stop()
      await to.stop()
    })

    async function expectAllMoved() {
      expect(await keysOf(from.files)).toEqual([])
      expect(await keysOf(to.files)).toEqual([...photos.keys()].sort())
      for (const [key, files] of photos)
        for (const [size, content] of Object.entries(files))
          expect((await contentOf(to.files, key, size))?.equals(content)).toBe(true)
    }

    it('brings every byte over, leaves nothing behind and has nothing to do the second time', async () => {
      const total = [...photos.values()].flatMap((files) => Object.values(files))
      const moved = await movePhotos({ from: from.files, to: to.files })
      expect(moved).toEqual({ photos: 20, bytes: total.reduce((sum, one) => sum + one.length, 0) })
      await expectAllMoved()
      expect(await movePhotos({ from: from.files, to: to.files })).toEqual({ photos: 0, bytes: 0 })
    })

    it('that was cut off goes on where it stood', async () => {
      let puts = 0
      const failing: FileStore = {
        ...to.files,
        put: (key, files) =>
          ++puts > 7 ? Promise.reject(new Error('the line is cut')) : to.files.put(key, files),
      }
      await expect(movePhotos({ from: from.files, to: failing })).rejects.toThrow('the line is cut')
      expect([...(await keysOf(from.files)), ...(await keysOf(to.files))].sort()).toEqual(
        [...photos.keys()].sort(),
      )
      await movePhotos({ from: from.files, to: to.files })
      await expectAllMoved()
    })

    it('keeps a photo where it was that arrived otherwise than it was sent', async () => {
      const [[key, files]] = [...photos] as [[string, ReturnType<typeof picture>]]
      const damaging: FileStore = {
        ...to.files,
        put: (one, sent) => to.files.put(one, one === key ? { ...sent, card: bytes(9) } : sent),
      }
      await expect(movePhotos({ from: from.files, to: damaging })).rejects.toThrow(
        `${key}/card did not arrive`,
      )
      expect((await contentOf(from.files, key, 'card'))?.equals(files.card)).toBe(true)
    })

    it('shows every photo all the time to those who look', async () => {
      const files = createMovingFiles(from.files, to.files)
      let isOver = false
      const moving = movePhotos({ from: from.files, to: to.files }).finally(() => (isOver = true))
      let looks = 0
      while (!isOver) {
        for (const [key, { thumb }] of photos) {
          expect((await contentOf(files, key, 'thumb'))?.equals(thumb)).toBe(true)
          looks += 1
        }
      }
      await moving
      expect(looks).toBeGreaterThan(0)
      await expectAllMoved()
    })

    it('brings back no photo that was deleted meanwhile', async () => {
      const files = createMovingFiles(from.files, to.files)
      const gone = new Set([...photos.keys()].slice(0, 10))
      const deleting: FileStore = {
        ...to.files,
        // The moment at which a deletion is the hardest to see: the mover has read the photo and writes it.
        async put(key, sent) {
          if (gone.has(key)) await files.removeAll(key)
          await to.files.put(key, sent)
        },
      }
      await movePhotos({ from: from.files, to: deleting })
      for (const key of gone) photos.delete(key)
      await expectAllMoved()
    })
  })
}
