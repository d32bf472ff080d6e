import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { hasBucketServer } from '@kindred/testkit/bucket-server'

import { type FileStore, newKey, type StoredGroup } from '../src/store/files.js'
import { startBucketStore, startLocalStore, type TestStore } from './stores.js'

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

const bytes = (length: number) => Buffer.from(Array.from({ length }, (_, i) => i % 251))
const keysOf = (groups: StoredGroup[]) => groups.map((group) => group.key).sort()

const kinds = [
  { name: 'a local folder', start: startLocalStore, isHere: true },
  { name: 'a bucket of an S3', start: startBucketStore, isHere: hasBucketServer },
]

for (const { name, start, isHere } of kinds) {
  describe.skipIf(!isHere)(name, () => {
    let store: TestStore
    let files: FileStore

    beforeAll(async () => {
      store = await start()
      ;({ files } = store)
    })
    afterAll(() => store.stop())

    it('gives back what was put, whole and in part', async () => {
      const [key, content] = [newKey(), bytes(200_000)]
      await files.put(key, { full: content, thumb: bytes(3) })
      const part = async (offset: number, length: number) => {
        const file = await files.open(key, 'full', { offset, length })
        expect(file!.size).toBe(200_000)
        return Buffer.concat(await collect(file!.read()))
      }
      expect((await part(0, 0)).equals(content)).toBe(true)
      expect((await part(0, 1)).equals(content.subarray(0, 1))).toBe(true)
      expect((await part(70_000, 80_000)).equals(content.subarray(70_000, 150_000))).toBe(true)
      expect((await part(150_000, 0)).equals(content.subarray(150_000))).toBe(true)
      expect((await part(199_999, 10)).equals(content.subarray(199_999))).toBe(true)
      expect((await part(200_000, 0)).length).toBe(0)
      const file = await files.open(key, 'full')
      const pieces = await collect(file!.read())
      expect(Buffer.concat(pieces).equals(content)).toBe(true)
      expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(64 * 1024)
    })

    it('knows nothing of groups and files that are not there', async () => {
      const key = newKey()
      await files.put(key, { full: bytes(3) })
      expect(await files.open(key, 'card')).toBeUndefined()
      expect(await files.open(newKey(), 'full')).toBeUndefined()
      expect(await files.open(newKey(), 'full', { offset: 5, length: 1 })).toBeUndefined()
      await files.removeAll(newKey())
    })

    it('refuses keys that are not its own', async () => {
      await expect(async () => files.open('../../etc', 'passwd')).rejects.toThrow('32 hexadecimal digits')
      await expect(async () => files.removeAll('')).rejects.toThrow('32 hexadecimal digits')
    })

    it('puts a group as a whole or not at all', async () => {
      const key = newKey()
      const tooLong = 'n'.repeat(2_000)
      await expect(files.put(key, { full: bytes(3), [tooLong]: bytes(3) })).rejects.toThrow()
      expect(keysOf(await collect(files.list()))).not.toContain(key)
      expect(await files.open(key, 'full')).toBeUndefined()
    })

    it('lists what is there, with the time of its storing, and removes it', async () => {
      const before = Date.now()
      const keys = [newKey(), newKey(), newKey()].sort()
      for (const key of keys) await files.put(key, { full: bytes(3), thumb: bytes(1) })
      const mine = (await collect(files.list())).filter(({ key }) => keys.includes(key))
      expect(keysOf(mine)).toEqual(keys)
      for (const { storedAt } of mine) expect(Math.abs(storedAt.getTime() - before)).toBeLessThan(60_000)
      await files.removeAll(keys[1]!)
      const left = (await collect(files.list())).filter(({ key }) => keys.includes(key))
      expect(keysOf(left)).toEqual([keys[0], keys[2]])
      expect(await files.open(keys[1]!, 'full')).toBeUndefined()
      expect(await files.open(keys[1]!, 'thumb')).toBeUndefined()
    })

    it('lets a file be left half-read or unread', async () => {
      const key = newKey()
      await files.put(key, { full: bytes(3_000_000) })
      for (let round = 0; round < 20; round += 1) {
        const file = await files.open(key, 'full')
        for await (const piece of file!.read()) {
          expect(piece.length).toBeGreaterThan(0)
          break
        }
        await file!.close()
        await (await files.open(key, 'full', { offset: 0, length: 1 }))!.close()
        await (await files.open(key, 'full'))!.close()
      }
    })
  })
}
