import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { unlessRefused } from './disk.js'
import { newKey } from './files.js'
import { openIncoming, takesFiles } from './incoming.js'
import { openLocalFiles } from './local-files.js'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kindred-files-'))
})
afterEach(() => rm(folder, { recursive: true }))

const bytes = (length: number) => Buffer.from(Array.from({ length }, (_, i) => i % 251))

describe('local files', () => {
  it('leave nothing of a group that could not be written', async () => {
    const files = await openLocalFiles(folder)
    await expect(files.put(newKey(), { full: bytes(3), 'no/such/folder': bytes(3) })).rejects.toThrow(
      'ENOENT',
    )
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
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
