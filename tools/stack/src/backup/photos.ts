import { type OpenStores, readGroup } from '@kindred/media'

import type { Piece } from './manifest.js'
import type { Repository } from './repository.js'
import { shareOut } from './share-out.js'

type Photos = OpenStores['files']

/** Most of the time goes into waiting for the other side. */
const atOnce = 8

/** What came of copying photos. */
interface SavedPhotos {
  readonly photos: Record<string, Piece>
  readonly missing: string[]
  /** Those that were not there from an earlier set. */
  readonly copied: number
}

/** Copies the photos with these keys that no earlier set has: the files under a key never change. */
export async function savePhotos(
  {
    files,
    repository,
    known,
  }: {
    readonly files: Photos
    readonly repository: Repository
    readonly known: Readonly<Record<string, Piece>>
  },
  keys: readonly string[],
): Promise<SavedPhotos> {
  const there = new Set<string>()
  for await (const name of repository.objects.list('photos/')) there.add(name)
  const [photos, missing]: [Record<string, Piece>, string[]] = [{}, []]
  let copied = 0
  await shareOut(keys, atOnce, async (key) => {
    const earlier = known[key]
    if (earlier !== undefined && there.has(earlier.name)) return void (photos[key] = earlier)
    const group = await readGroup(files, key)
    if (Object.keys(group).length === 0) return void missing.push(key)
    photos[key] = await repository.put(`photos/${key.slice(0, 2)}/${key}`, bundle(group))
    copied += 1
  })
  return { photos, missing, copied }
}

/** Brings the photos of a set back that are not there; answers how many. */
export async function loadPhotos(
  repository: Repository,
  files: Photos,
  photos: Readonly<Record<string, Piece>>,
): Promise<number> {
  let brought = 0
  await shareOut(Object.entries(photos), atOnce, async ([key, piece]) => {
    if (Object.keys(await readGroup(files, key)).length > 0) return
    await files.put(key, unbundle(await repository.get(piece)))
    brought += 1
  })
  return brought
}

/** The files of a photo in one piece: a line of JSON with their names and sizes, then their bytes. */
function bundle(group: Readonly<Record<string, Buffer>>): Buffer {
  const sizes = Object.entries(group).map(([name, { length }]) => [name, length])
  return Buffer.concat([Buffer.from(`${JSON.stringify(sizes)}\n`), ...Object.values(group)])
}

function unbundle(bytes: Buffer): Record<string, Buffer> {
  const end = bytes.indexOf('\n')
  const sizes = JSON.parse(bytes.subarray(0, end).toString()) as [string, number][]
  let at = end + 1
  return Object.fromEntries(sizes.map(([name, size]) => [name, bytes.subarray(at, (at += size))]))
}
