import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, describe, expect, it } from 'vitest'

import { hasBucketServer, startBucketServer } from '@kindred/testkit/bucket-server'

import { readPassphrase } from '../src/backup/config.js'
import type { Manifest, Piece } from '../src/backup/manifest.js'
import { openObjects } from '../src/backup/objects/index.js'
import { pruneSets } from '../src/backup/prune.js'
import {
  latestSet,
  listSets,
  newSetId,
  openRepository,
  readManifest,
  type Repository,
  saveManifest,
} from '../src/backup/repository.js'
import { forEachName, serviceNames } from '../src/names.js'

const passphrase = 'twelve letters and more'
const top = mkdtempSync(join(tmpdir(), 'kindred-place-'))
afterAll(() => rmSync(top, { recursive: true, force: true }))

let at = 0
const freshPlace = (): string => join(top, `place-${at++}`)
const open = async (place: string, words = passphrase, mayCreate = true): Promise<Repository> =>
  openRepository(await openObjects(place, {}), { passphrase: words, mayCreate })

const secret = Buffer.from('Quokka says hello')

it('a backup opens with its passphrase alone, and no file of it holds what it says', async () => {
  const place = freshPlace()
  const piece = await (await open(place)).put('sets/one/secrets', secret)
  expect(await (await open(place)).get(piece)).toEqual(secret)
  await expect(open(place, 'another passphrase')).rejects.toThrow('The passphrase does not open this backup')
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const { parentPath, name } of files)
    expect(readFileSync(join(parentPath, name), 'latin1')).not.toContain('Quokka')
})

it('a piece that was cut off, changed, moved or taken away is named, and never given out', async () => {
  const place = freshPlace()
  const repository = await open(place)
  const [one, two] = [await repository.put('sets/s/one', secret), await repository.put('sets/s/two', secret)]
  const damaged = (piece: Piece) =>
    expect(repository.get(piece)).rejects.toThrow(
      `${piece.name} of the backups in ${place} is missing or damaged`,
    )
  const file = join(place, one.name)
  const whole = readFileSync(file)
  truncateSync(file, whole.length - 1)
  await damaged(one)
  whole[20]! ^= 1
  writeFileSync(file, whole)
  await damaged(one)
  renameSync(join(place, two.name), file)
  // Its hash is right and its name is not: the seal holds the name.
  await expect(repository.find(one.name)).rejects.toThrow('is missing or damaged')
  await damaged(two)
})

it('a place that is no place for backups is refused in one sentence', async () => {
  const place = freshPlace()
  await expect(open(place, passphrase, false)).rejects.toThrow(`There are no backups of Kindred in ${place}`)
  mkdirSync(place)
  writeFileSync(join(place, 'holiday.jpg'), '')
  await expect(open(place)).rejects.toThrow(`${place} holds other things (holiday.jpg)`)
  await expect(open(join(place, 'holiday.jpg'))).rejects.toThrow(/cannot be used \((ENOTDIR|EEXIST)\)/)
  await expect(open('https://bucket.example/')).rejects.toThrow('names no bucket in its path')
})

it('a passphrase that is missing, short or in no file is told of, and never asked for as an argument', () => {
  expect(() => readPassphrase({})).toThrow('set BACKUP_PASSPHRASE_FILE')
  expect(() => readPassphrase({ BACKUP_PASSPHRASE: 'short' })).toThrow('at least 12 characters')
  expect(() => readPassphrase({ BACKUP_PASSPHRASE_FILE: join(top, 'nowhere') })).toThrow(
    'cannot be read (ENOENT)',
  )
  writeFileSync(join(top, 'words'), `${passphrase}\n`)
  expect(readPassphrase({ BACKUP_PASSPHRASE_FILE: join(top, 'words') })).toBe(passphrase)
})

/** A complete set of nothing but photos. */
async function saveSet(repository: Repository, day: number, keys: readonly string[]): Promise<string> {
  const id = newSetId(new Date(Date.UTC(2026, 0, day)))
  const photos: Record<string, Piece> = {}
  for (const key of keys) photos[key] = await repository.put(`photos/${key}`, secret)
  const databases = forEachName(serviceNames, () => ({ migrations: [], tables: [], sequences: [] }))
  const secrets = await repository.put(`sets/${id}/secrets`, secret)
  const about = { format: 1, takenAt: '', version: '0', missingPhotos: [] } as const
  await saveManifest(repository, id, { ...about, databases, secrets, photos } satisfies Manifest)
  return id
}

it('old sets go with the photos that nothing else names, and the last complete one always stays', async () => {
  const repository = await open(freshPlace())
  const ids = [
    await saveSet(repository, 1, ['aa', 'bb']),
    await saveSet(repository, 2, ['bb']),
    await saveSet(repository, 3, ['bb', 'cc']),
  ]
  // One that was cut off long ago, newer than all that are complete.
  const abandoned = newSetId(new Date(Date.UTC(2026, 0, 4)))
  await repository.put(`sets/${abandoned}/secrets`, secret)
  expect(await listSets(repository)).toEqual({ complete: ids, cutOff: [abandoned] })
  expect(await latestSet(repository)).toBe(ids[2])
  expect(await pruneSets(repository, 2)).toEqual({ sets: 2, removedSets: 2, removedPhotos: 1, cutOff: 0 })
  expect(await pruneSets(repository, 1)).toEqual({ sets: 1, removedSets: 1, removedPhotos: 0, cutOff: 0 })
  expect(await pruneSets(repository, 1)).toEqual({ sets: 1, removedSets: 0, removedPhotos: 0, cutOff: 0 })
  const { photos } = await readManifest(repository, ids[2]!)
  expect(await Promise.all(Object.values(photos).map((piece) => repository.get(piece)))).toEqual([
    secret,
    secret,
  ])
})

it('what a put that was cut off has left goes after a day, and not before', async () => {
  const place = freshPlace()
  const repository = await open(place)
  await saveSet(repository, 1, ['aa'])
  await repository.put('sets/20260102T000000Z-abcdef/chat/one', secret)
  const [old, fresh] = ['sets/20260102T000000Z-abcdef/chat/two.1f.part', 'photos/aa.2e.part']
  for (const name of [old, fresh]) writeFileSync(join(place, name), 'half')
  utimesSync(join(place, old), new Date(0), new Date(0))
  await pruneSets(repository, 1)
  const left = readdirSync(place, { recursive: true }).map(String)
  expect(left.filter((name) => name.endsWith('.part'))).toEqual([fresh])
  expect(left.filter((name) => name.includes('abcdef'))).toEqual([])
})

describe.skipIf(!hasBucketServer)('a bucket (needs versitygw)', () => {
  const servers: Awaited<ReturnType<typeof startBucketServer>>[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop()
  })

  it('keeps backups as a folder does, and says so when it is away', async () => {
    const server = await startBucketServer()
    servers.push(server)
    const place = `${server.url}/backups`
    const repository = await open(place)
    const id = await saveSet(repository, 1, ['aa', 'bb'])
    const again = await open(place)
    expect(await latestSet(again)).toBe(id)
    const { secrets } = await readManifest(again, id)
    expect(await again.get(secrets)).toEqual(secret)
    expect(server.objects().filter((name) => name.startsWith('backups/photos/'))).toHaveLength(2)
    await server.kill()
    await expect(again.get(secrets)).rejects.toThrow(/^The backups in the bucket photos at .* cannot be used/)
  })
})
