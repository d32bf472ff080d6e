import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { unlessRefused } from './disk.js'
import type { StoredGroup } from './files.js'
import { openIncoming, takesFiles } from './incoming.js'
import { newKey, openLocalFiles } from './local-files.js'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kindred-files-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

const bytes = (length: number) => Buffer.from(Array.from({ length }, (_, i) => i % 251))
const keysOf = (groups: StoredGroup[]) => groups.map((group) => group.key).sort()

describe('local files', () => {
  it('gives back what was put, whole and in part', async () => {
    const files = await openLocalFiles(folder)
    const [key, content] = [newKey(), bytes(200_000)]
    await files.put(key, { full: content, thumb: bytes(3) })
    const part = async (offset: number, length: number) => {
      const file = await files.open(key, 'full')
      return Buffer.concat(await collect(file!.read({ offset, length })))
    }
    expect((await part(0, 0)).equals(content)).toBe(true)
    expect((await part(70_000, 80_000)).equals(content.subarray(70_000, 150_000))).toBe(true)
    expect((await part(199_999, 10)).equals(content.subarray(199_999))).toBe(true)
    expect((await part(200_000, 0)).length).toBe(0)
    const file = await files.open(key, 'full')
    expect(file!.size).toBe(200_000)
    const pieces = await collect(file!.read({ offset: 0, length: 0 }))
    expect(Math.max(...pieces.map((piece) => piece.length))).toBe(64 * 1024)
  })

  it('knows nothing of groups and files that are not there', async () => {
    const files = await openLocalFiles(folder)
    const key = newKey()
    await files.put(key, { full: bytes(3) })
    expect(await files.open(key, 'card')).toBeUndefined()
    expect(await files.open(newKey(), 'full')).toBeUndefined()
    await files.removeAll(newKey())
  })

  it('refuses keys that are not its own', async () => {
    const files = await openLocalFiles(folder)
    expect(() => files.open('../../etc', 'passwd')).toThrow('32 hexadecimal digits')
  })

  it('puts a group as a whole or not at all', async () => {
    const files = await openLocalFiles(folder)
    await expect(files.put(newKey(), { full: bytes(3), 'no/such/folder': bytes(3) })).rejects.toThrow(
      'ENOENT',
    )
    expect(await collect(files.list())).toEqual([])
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
  })

  it('lists what is there and removes it', async () => {
    const files = await openLocalFiles(folder)
    const keys = [newKey(), newKey(), newKey()].sort()
    for (const key of keys) await files.put(key, { full: bytes(3), thumb: bytes(1) })
    expect(keysOf(await collect(files.list()))).toEqual(keys)
    await files.removeAll(keys[1]!)
    expect(keysOf(await collect(files.list()))).toEqual([keys[0], keys[2]])
    expect(await files.open(keys[1]!, 'full')).toBeUndefined()
  })

  it('closes a file that is left half-read', async () => {
    const files = await openLocalFiles(folder)
    const key = newKey()
    await files.put(key, { full: bytes(200_000) })
    const file = await files.open(key, 'full')
    for await (const piece of file!.read({ offset: 0, length: 0 })) {
      expect(piece.length).toBeGreaterThan(0)
      break
    }
    await file!.close()
  })
})

describe('incoming files', () => {
  it('keeps what arrives until it is discarded', async () => {
    const incoming = await openIncoming(folder)
    const file = await incoming.receive()
    await file.write(bytes(10))
    expect(await readdir(join(folder, 'incoming'))).toHaveLength(1)
    await file.discard()
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
  })

  it('removes what was left behind before a time, and nothing younger', async () => {
    const incoming = await openIncoming(folder)
    const file = await incoming.receive()
    await incoming.removeAbandoned(new Date(Date.now() - 60_000))
    expect(await readdir(join(folder, 'incoming'))).toHaveLength(1)
    await incoming.removeAbandoned(new Date(Date.now() + 60_000))
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
    await file.discard()
  })
})

describe('a disk that refuses', () => {
  it.runIf(process.platform === 'linux')(
    'is unavailable with a code of its own when it is full',
    async () => {
      const full = unlessRefused(writeFile('/dev/full', 'x'))
      await expect(full).rejects.toMatchObject({ kind: 'unavailable', code: 'MEDIA_STORAGE_FULL' })
    },
  )

  it('is unavailable when it has gone, and uploads are not to be sent there', async () => {
    const incoming = await openIncoming(folder)
    expect(await takesFiles(incoming)).toBe(true)
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
    await rm(join(folder, 'incoming'), { recursive: true })
    expect(await takesFiles(incoming)).toBe(false)
    const away = { kind: 'unavailable', code: 'MEDIA_STORAGE_UNAVAILABLE' }
    await expect(incoming.receive()).rejects.toMatchObject(away)
  })
})
